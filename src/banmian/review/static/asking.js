"use strict";
// Dialogs of the corrections: what a split is called, what a merge makes, what a missed text says, title and date.
Banmian.asking = (() => {
  const { el, t, data } = Banmian;
  const lang = data.document && data.document.language;
  const short = (words, most = 60) => (words.length > most ? `${words.slice(0, most)}…` : words);

  // The close event of a dialog comes a little after it is closed: what is still in the page is taken out before the next opens.
  function open(dialog) {
    for (const closed of document.querySelectorAll("dialog.asking:not([open])")) closed.remove();
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
  }

  // What is typed into the fields of a dialog, kept in this browser until it is saved or given up: offered again where
  // the field still says what it said then.
  function kept(name, fields) {
    const key = `banmian.form.${data.document.name}.${name}`;
    const started = fields.map((field) => field.value);
    const drop = () => { try { localStorage.removeItem(key); } catch (refused) { return; } };
    const keep = () => { try { localStorage.setItem(key, JSON.stringify(fields.map((field, rank) => [started[rank], field.value]))); } catch (full) { return; } };
    try {
      (JSON.parse(localStorage.getItem(key)) || []).forEach(([before, now], rank) => { if (before === started[rank]) fields[rank].value = now; });
    } catch (damaged) { drop(); }
    for (const field of fields) field.addEventListener("input", keep);
    return drop;
  }

  // A form in a dialog; `done` is called once, when it is sent, `given` when it is given up.
  function form(title, parts, verb, done, given = () => {}) {
    const dialog = el("dialog", { class: "asking" }, el("form", { method: "dialog" }, [
      el("h2", {}, title), ...parts,
      el("p", { class: "buttons" }, [
        el("button", { type: "submit", class: "main" }, verb),
        el("button", { type: "button", class: "quiet", onclick: () => { given(); dialog.close(); } }, t("Cancel")),
      ]),
    ].filter(Boolean)));
    dialog.addEventListener("cancel", () => given());
    dialog.addEventListener("submit", (event) => { event.preventDefault(); dialog.close(); done(); });
    open(dialog);
    return dialog;
  }

  function split(block, named, done) {
    const title = el("input", { id: "new-headline", type: "text", placeholder: t("optional"), maxlength: 300 });
    const drop = kept(`split.${named}`, [title]);
    form(t("New article from here"), [el("p", { class: "opening", lang }, short(block.text)), el("label", {}, [t("Headline"), title])],
      t("Split"), async () => { if (await done(title.value.trim() || null)) drop(); }, drop);
  }

  // `heard` is told of every key, of words given up, and of the words and their role once they are sent.
  function missed(known, shown, text, heard) {
    const words = el("textarea", { id: "missed-text", rows: 3, lang, oninput: () => heard.typed(words.value) });
    words.value = text;
    const roles = known ? [["block", t("paragraph, behind the chosen one")], ["headline", t("headline")], ["kicker", t("kicker")], ["subheadline", t("subheadline")]] : [];
    const role = el("select", { id: "missed-role" }, [...roles, ["article", t("headline of a new article")]].map(([value, name]) => el("option", { value }, name)));
    form(t("Missed text"), [shown, el("label", {}, [t("Its words"), words]), el("label", {}, [t("It is"), role])], t("Add"),
      () => { if (words.value.trim()) heard.done(words.value.trim(), role.value); }, heard.given);
  }

  // What merging makes is shown before it is done: which heading stays, and the order of the texts.
  async function merge(own, other, desk, act) {
    const outcome = el("ol", { class: "outcome", lang });
    const radio = (value, words) => el("label", { class: "choice" }, [el("input", { type: "radio", name: "stays", value, checked: value === "" }), el("span", { lang }, words)]);
    const chosen = () => (dialog.querySelector("[name=stays]:checked").value ? { ...act, field: "other" } : act);
    const first = await desk.preview(act);
    if (!first) return;
    const show = (found) => {
      const [merged] = found.changed.filter((one) => one.id === own.id).concat(found.changed);
      outcome.replaceChildren(...[merged.kicker, merged.headline].filter(Boolean).map((words) => el("li", { class: "head" }, words)),
        ...merged.blocks.map((block) => el("li", { class: block.type }, short(block.text, 40))));
    };
    const dialog = form(t("Merge two articles"), [
      el("p", {}, t("Which heading stays? The other becomes a subheading.")), radio("", own.label), radio("other", other.label),
      el("p", {}, t("The outcome:")), outcome,
    ], t("Merge"), () => desk.send(chosen()));
    show(first);
    for (const one of dialog.querySelectorAll("[name=stays]")) {
      one.addEventListener("change", async () => { const found = await desk.preview(chosen()); if (found) show(found); });
    }
  }

  function about(all, desk) {
    const paper = all.document.publication;
    const field = (id, words, value, more) => [id, value || "", el("input", { id: `about-${id}`, type: "text", value: value || "", maxlength: 200, ...more }), words];
    const fields = [
      field("title", t("Paper"), paper.title), field("date", t("Date (2024-05-06)"), paper.date, { pattern: "\\d{4}-\\d{2}-\\d{2}" }),
      field("page_label", t("Label of this page"), all.page.label),
    ];
    const drop = kept(`about.${all.page.number}`, fields.map(([, , input]) => input));
    form(t("Paper, date, page"), fields.map(([, , input, words]) => el("label", {}, [words, input])), t("Save"), async () => {
      let seen = all.document.corrections.length;
      for (const [id, before, input] of fields) {
        const after = input.value.trim();
        if (after === before) continue;
        const page = id === "page_label" ? { page: all.page.number } : {};
        if (!await desk.send({ action: "edit", field: id, before: before || null, after: after || null, seen, ...page }, true)) return;
        seen += 1;
      }
      drop();
      desk.reload();
    }, drop);
  }

  return { open, form, split, missed, merge, about };
})();
