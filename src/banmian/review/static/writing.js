"use strict";
// Texts being edited: several at once, each kept in this browser at every key until it is saved or given up.
Banmian.writing = (data, text, places, drafts, missed, send, reload) => {
  const { el, t, language } = Banmian;

  function begin(place, draft) {
    const target = text.part(place) || text.fresh(place);
    if (!target || target.querySelector("textarea")) return;
    const { before, lines, field } = places.slot(place);
    const name = places.key(place);
    const shown = [...target.childNodes];
    const area = el("textarea", { class: "writing", rows: 1, "aria-label": t("corrected text"), lang: data.document.language });
    area.value = draft ? draft.text : before || "";
    const grow = () => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
    const stop = () => { drafts.drop(name); target.classList.remove("editing"); target.replaceChildren(...shown); };
    const written = () => { const now = area.value.replace(/\r/g, "").trim(); return lines ? now : now.replace(/\s*\n\s*/g, ""); };
    async function save() {
      const after = written();
      if (after === (before || "")) { stop(); return; }
      drafts.keep(name, before, area.value);
      if (await send(places.edit(place, after))) { drafts.drop(name); reload(); }
    }
    async function divide() {
      const at = area.selectionStart;
      if (written() !== before || at <= 0 || at >= before.length) return;
      if (await send({ action: "divide", ...places.named(place), block: place.b, before, place: at })) { drafts.drop(name); reload(); }
    }
    area.addEventListener("input", () => { grow(); drafts.keep(name, before, area.value); if (parting) parting.disabled = area.value !== before; });
    area.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") stop();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
    });
    const press = (kind, words, act, title) => el("button", { type: "button", class: kind, title, onclick: (event) => { event.stopPropagation(); act(); } }, words);
    const parting = field === "block" ? press("quiet divide", t("Divide here"), divide, t("two paragraphs, from the cursor on")) : null;
    const changed = draft && (draft.before || "") !== (before || "");
    target.classList.add("editing");
    target.replaceChildren(area, el("span", { class: "writing-tools" }, [
      press("main", t("Save"), save), press("quiet", t("Cancel"), stop), parting,
      el("small", {}, field === "bylines" ? t("one name a line, the role before a colon") : t("Ctrl+Enter saves, Esc cancels")),
      changed ? el("small", { class: "note" }, [t("The text has changed since you began:"), " ", el("q", { lang: data.document.language }, before || "")]) : null,
    ].filter(Boolean)));
    grow();
    area.focus();
  }

  // Unsaved texts of this page: opened again after a save of one's own, else offered.
  function resume(own) {
    const found = drafts.all().map((draft) => ({ draft, place: places.placeOf(draft.place) })).filter(({ draft }) => draft.text !== (draft.before || ""));
    if (!found.length) return;
    const open = () => found.forEach(({ draft, place }) => { if (place) begin(place, draft); else if (missed.isDraft(draft)) missed.again(draft); });
    if (own) { open(); return; }
    const when = new Date(Math.max(...found.map(({ draft }) => draft.when))).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
    const lost = found.filter(({ draft, place }) => !place && !missed.isDraft(draft));
    const bar = el("div", { id: "drafts", role: "status" }, [
      el("span", {}, [t("{n} unsaved", { n: found.length }), " · ", when]),
      el("button", { type: "button", class: "main", onclick: () => { open(); bar.remove(); } }, t("Continue")),
      el("button", { type: "button", class: "quiet", onclick: () => { found.forEach(({ draft }) => drafts.drop(draft.place)); bar.remove(); } }, t("Discard")),
      ...lost.map(({ draft }) => el("q", { lang: data.document.language }, draft.text)),
    ]);
    text.panel.prepend(bar);
  }

  return { begin, resume };
};
