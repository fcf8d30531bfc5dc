"use strict";
// Corrections, where a server keeps them: texts edited, blocks moved, articles merged and split.
Banmian.edit = (data, text, reload) => {
  const { el, t, language, remembered, remember } = Banmian;
  const none = { tools: null, begin() {}, choose() {} };
  const list = history();
  if (!data.serve) return { ...none, list };

  const HEADS = ["headline", "kicker", "subheadline", "section"];
  const tools = el("div", { id: "edit", hidden: true, role: "toolbar", "aria-label": t("corrections") });
  const who = el("input", { id: "who", placeholder: t("Your name"), value: remembered("who", ""), "aria-label": t("Your name"), maxlength: 80 });
  who.addEventListener("change", () => remember("who", who.value.trim()));
  let place = null;

  const article = () => data.articles.find((item) => item.index === place.a);
  const block = () => (typeof place.b === "number" ? article().blocks[place.b] : null);

  async function send(act) {
    if (!who.value.trim()) { who.focus(); tell(t("Enter your name first: each correction is stored with it.")); return; }
    remember("who", who.value.trim());
    const answer = await fetch("corrections", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Banmian": "1" },
      body: JSON.stringify({ seen: data.document.corrections.length, who: who.value.trim(), ...act }),
    });
    const said = await answer.json();
    if (answer.ok) reload(); else tell(t(said.error));
  }

  async function undo() {
    const answer = await fetch("corrections", {
      method: "DELETE", headers: { "X-Banmian": "1", "X-Seen": data.document.corrections.length },
    });
    const said = await answer.json();
    if (answer.ok) reload(); else tell(t(said.error));
  }

  const note = el("p", { class: "note", role: "status" });
  const tell = (words) => { note.textContent = words; tools.hidden = false; };
  const named = () => ({ article: article().id, headline: article().headline });

  function begin() {
    if (!place) return;
    const target = text.part(place);
    if (!target || target.querySelector("textarea") || HEADS.indexOf(place.b) < 0 && !block()) return;
    const before = block() ? block().text : article()[place.b] || (article().fields[place.b] || []).map((p) => (typeof p === "string" ? p : p[0])).join("") || null;
    const shown = [...target.childNodes];
    const area = el("textarea", { class: "writing", rows: 1, "aria-label": t("corrected text"), lang: data.document.language });
    area.value = before || "";
    const grow = () => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
    const stop = () => { target.classList.remove("editing"); target.replaceChildren(...shown); };
    const save = () => {
      const after = area.value.replace(/\r/g, "").trim();
      const flat = block() && block().type === "verse" ? after : after.replace(/\s*\n\s*/g, "");
      if (flat === (before || "")) { stop(); return; }
      send({ action: "edit", ...named(), field: block() ? "block" : place.b, block: block() ? place.b : null, before, after: flat });
    };
    area.addEventListener("input", grow);
    area.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") stop();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
    });
    target.classList.add("editing");
    target.replaceChildren(area, el("span", { class: "writing-tools" }, [
      el("button", { type: "button", class: "main", onclick: (event) => { event.stopPropagation(); save(); } }, t("Save")),
      el("button", { type: "button", class: "quiet", onclick: (event) => { event.stopPropagation(); stop(); } }, t("Cancel")),
      el("small", {}, t("Ctrl+Enter saves, Esc cancels")),
    ]));
    grow();
    area.focus();
  }

  // A menu of the other articles, and a button: choosing alone, with an arrow key too, does nothing.
  // The menu is filled when it is reached: a bound volume has thousands of articles.
  function others(id, words, verb, act) {
    const pick = el("select", { "aria-label": words, id: `${id}-target` }, el("option", { value: "" }, words));
    const own = article().id;
    const fill = () => {
      if (pick.options.length > 1) return;
      pick.append(...data.document.all.filter((one) => one.id !== own).map((one) => el("option", { value: one.id, lang: data.document.language }, one.label)));
    };
    for (const reached of ["pointerdown", "focus"]) pick.addEventListener(reached, fill);
    const chosen = () => data.document.all.find((one) => one.id === pick.value);
    const button = el("button", { type: "button", class: "quiet", id, disabled: true, onclick: () => {
      const other = chosen();
      if (other) act({ other: other.id, other_headline: other.headline });
    } }, verb);
    pick.addEventListener("change", () => { button.disabled = !chosen(); });
    return el("span", { class: "target" }, [pick, button]);
  }

  // Asks for the headline of the article that begins here.
  function split() {
    const own = block();
    const title = el("input", { id: "new-headline", type: "text", placeholder: t("optional"), maxlength: 300 });
    const asking = el("dialog", { class: "asking" }, el("form", { method: "dialog" }, [
      el("h2", {}, t("New article from here")),
      el("p", { class: "opening", lang: data.document.language }, own.text.length > 60 ? `${own.text.slice(0, 60)}…` : own.text),
      el("label", {}, [t("Headline"), title]),
      el("p", { class: "buttons" }, [
        el("button", { type: "submit", class: "main" }, t("Split")),
        el("button", { type: "button", class: "quiet", onclick: () => asking.close() }, t("Cancel")),
      ]),
    ]));
    const rank = place.b;
    asking.addEventListener("submit", (event) => {
      event.preventDefault();
      asking.close();
      send({ action: "split", ...named(), block: rank, before: own.text, after: title.value.trim() || null });
    });
    asking.addEventListener("close", () => asking.remove());
    asking.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(asking);
    asking.showModal();
  }

  function choose(chosen) {
    place = chosen && chosen.a >= 0 ? chosen : null;
    note.textContent = "";
    tools.hidden = !place;
    if (!place) return;
    const own = block();
    tools.replaceChildren(...[
      el("button", { type: "button", class: "main", title: t("edit (e)"), onclick: begin }, own ? t("Edit text") : t("Edit headline")),
      own ? others("move", t("Move to …"), t("Move"), (other) => send({ action: "move", ...named(), block: place.b, before: own.text, ...other })) : null,
      own && place.b > 0 ? el("button", { type: "button", class: "quiet", onclick: split }, t("Split here")) : null,
      others("merge", t("Merge with …"), t("Merge"), (other) => send({ action: "merge", ...named(), ...other })),
      who, note,
    ].filter(Boolean));
  }

  function history() {
    const { corrections, stale } = data.document;
    if (!corrections.length) return null;
    const said = (one) => ({
      edit: one.field === "block" ? t("edited a paragraph of") : t("edited the heading of"), move: t("moved a paragraph out of"),
      merge: t("merged an article into"), split: t("split"),
    }[one.action]);
    const day = (when) => new Date(when).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
    const done = el("details", {}, [
      el("summary", {}, Banmian.count(corrections.length, "{n} correction", "{n} corrections")),
      el("div", { class: "list" }, [
        ...stale.map((words) => el("p", { class: "stale" }, words)),
        ...corrections.map((one) => el("div", { class: "correction" }, [
          el("p", {}, [el("b", {}, one.who), " ", el("time", { datetime: one.when }, day(one.when)), " ", said(one), " ", el("i", { lang: data.document.language }, one.headline || one.article)]),
          one.before !== null ? el("p", {}, el("del", { lang: data.document.language }, one.before)) : null,
          one.after !== null ? el("p", {}, el("ins", { lang: data.document.language }, one.after)) : null,
        ])),
      ]),
    ]);
    return el("div", { class: "history" }, [done, data.serve ? el("button", {
      type: "button", class: "quiet", id: "undo", title: t("undo the last correction (u)"), onclick: () => undo(),
    }, t("↶ undo")) : null]);
  }

  return { tools, list, begin, choose };
};
