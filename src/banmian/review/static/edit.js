"use strict";
// Corrections, where a server keeps them: what can be done with the chosen text, its article, the page.
Banmian.edit = (data, text, picture, choosing, reload) => {
  const { el, t } = Banmian;
  const history = Banmian.history(data, (act) => send(act), () => undo());
  const none = { tools: null, begin() {}, choose() {}, resume() {}, about: null, marks: { bar: null } };
  if (!data.serve) return { ...none, list: history };

  const HEADS = ["headline", "kicker", "subheadline", "section"];
  const KINDS = ["advertisement", "masthead", "folio", "index", "staff", "other"];
  const places = Banmian.places(data);
  const tools = el("div", { id: "edit", hidden: true, role: "toolbar", "aria-label": t("corrections") });
  const note = el("p", { class: "note", role: "status" });
  const tell = (words) => { note.textContent = words; if (words) { tools.hidden = false; tools.append(note); } };
  const desk = Banmian.sending(data, tell, reload, tools);
  const send = (act) => desk.send(act);
  const undo = () => desk.undo();
  const drafts = Banmian.drafts(data);
  const missed = Banmian.missed(data, places, drafts, picture, desk);
  const writing = Banmian.writing(data, text, places, drafts, missed, send, reload);
  const draw = Banmian.drawing(picture);
  let place = null;

  const item = () => (place.a >= 0 ? data.articles.find((one) => one.index === place.a) : null);
  const slot = () => places.slot(place);
  const named = () => places.named(place);
  const button = (id, words, act, title) => el("button", { type: "button", class: "quiet", id, title, onclick: act }, words);

  // A menu and a button: choosing alone, with an arrow key too, does nothing.
  function menu(id, words, verb, options, act) {
    const pick = el("select", { "aria-label": words, id: `${id}-target` }, el("option", { value: "" }, words));
    const choices = (list) => list.map(([value, shown, lang]) => el("option", { value, lang }, shown));
    const fill = () => {
      if (pick.options.length > 1) return;
      const found = options();
      pick.append(...(Array.isArray(found) ? choices(found) : Object.entries(found).map(([label, list]) => el("optgroup", { label }, choices(list)))));
    };
    for (const reached of ["pointerdown", "focus"]) pick.addEventListener(reached, fill);
    const press = el("button", { type: "button", class: "quiet", id, disabled: true, onclick: () => { if (pick.value) act(pick.value); } }, verb);
    pick.addEventListener("change", () => { press.disabled = !pick.value; });
    return el("span", { class: "target" }, [pick, press]);
  }

  const known = (id) => data.document.all.find((one) => one.id === id);
  const toOther = (id) => ({ other: id, other_headline: known(id).headline });
  // The articles of this page, then those of the others, the nearest pages first.
  const others = (own) => () => {
    const far = (one) => Math.abs(one.page - data.page.number);
    const here = new Set(data.articles.map((one) => one.id));
    const list = data.document.all.filter((one) => one.id !== own);
    const shown = (one) => [one.id, here.has(one.id) ? one.label : `${one.label} · ${one.page}`, data.document.language];
    const away = list.filter((one) => !here.has(one.id)).sort((one, two) => far(one) - far(two));
    const groups = [[t("On this page"), list.filter((one) => here.has(one.id))], [t("On other pages"), away]];
    return Object.fromEntries(groups.filter(([, found]) => found.length).map(([label, found]) => [label, found.map(shown)]));
  };
  const roles = (now) => ["paragraph", "subheading", "verse", "list_item", ...HEADS, "byline", "caption"]
    .filter((role) => role !== now).map((role) => [role, t(role)]);

  function blockTools() {
    const own = item();
    const block = own.blocks[place.b];
    const next = own.blocks[place.b + 1];
    const at = { ...named(), block: place.b, before: block.text };
    const self = { other: own.id, other_headline: own.headline };
    return [
      menu("role", t("Make it a …"), t("Change"), () => roles(block.type), (role) => send({ action: "role", ...at, after: role })),
      place.b > 0 ? button("earlier", "↑", () => send({ action: "move", ...at, ...self, place: place.b - 1 }), t("earlier in the article")) : null,
      next ? button("later", "↓", () => send({ action: "move", ...at, ...self, place: place.b + 1 }), t("later in the article")) : null,
      next ? button("join", t("Join with next"), () => send({ action: "join", ...at, after: next.text })) : null,
      menu("move", t("Move to …"), t("Move"), others(own.id), (id) => send({ action: "move", ...at, ...toOther(id) })),
      place.b > 0 ? button("split", t("Split here"), () => desk.name() && Banmian.asking.split(block, places.key(place), (headline) => send({ action: "split", ...at, after: headline })), t("new article from here (s)")) : null,
      redrawing("box", t("Redraw box"), at),
    ];
  }

  function redrawing(id, words, at) {
    if (!data.page.width) return null;
    return button(id, words, () => draw(t("Draw the new box on the picture. Esc cancels."), (bbox) => send({ action: "redraw", ...at, page: data.page.number, bbox }), tell));
  }

  function headTools() {
    const { field, before } = slot();
    if (!HEADS.includes(field) || !before) return [];
    return [menu("role", t("Make it a …"), t("Change"), () => roles(field), (role) => send({ action: "role", ...named(), field, before, after: role }))];
  }

  function articleTools() {
    const own = item();
    const rank = data.document.all.findIndex((one) => one.id === own.id);
    const [before, after] = [data.document.all[rank - 1], data.document.all[rank + 2]];
    const missing = [...HEADS.filter((field) => !own.fields[field]), ...(own.bylines_text ? [] : ["bylines"]), ...(own.dateline ? [] : ["dateline"])];
    return el("div", { class: "row", role: "group", "aria-label": t("article") }, [
      el("b", {}, t("Article")),
      menu("merge", t("Merge with …"), t("Merge …"), others(own.id), (id) => Banmian.asking.merge(own, known(id), desk, { action: "merge", ...named(), ...toOther(id) })),
      menu("demote", t("Not an article but …"), t("Change"), () => KINDS.map((kind) => [kind, t(kind)]), (kind) => send({ action: "demote", ...named(), after: kind })),
      menu("new-field", t("Add a …"), t("Add"), () => missing.map((field) => [field, t(field)]), (field) => writing.begin({ a: place.a, b: field })),
      before ? button("article-earlier", "↑", () => send({ action: "order", ...named(), ...toOther(before.id) }), t("earlier in the document")) : null,
      rank + 1 < data.document.all.length ? button("article-later", "↓", () => send({ action: "order", ...named(), ...(after ? toOther(after.id) : {}) }), t("later in the document")) : null,
      redrawing("outline", t("Redraw outline"), { ...named(), field: "article" }),
    ]);
  }

  function furnitureTools() {
    const { block, before } = slot();
    const at = { block, before, page: data.page.number };
    return [
      menu("kind", t("Kind …"), t("Change"), () => KINDS.map((kind) => [kind, t(kind)]), (kind) => send({ action: "kind", ...at, after: kind })),
      button("promote", t("Make it an article"), () => send({ action: "promote", ...at })),
      menu("move", t("Move to …"), t("Move"), others(null), (id) => send({ action: "promote", ...at, ...toOther(id) })),
      redrawing("box", t("Redraw box"), { ...at, field: "furniture" }),
    ];
  }

  function thingTools() {
    const { field, block } = slot();
    const [kind, list] = /table|cell/.test(field) ? ["table", "tables"] : ["image", "images"];
    const caption = (item() || data)[list].find((one) => one.index === block).caption;
    return [redrawing("box", t("Redraw box"), { ...named(), field: kind, block, before: caption })];
  }

  function choose(chosen) {
    place = chosen;
    note.textContent = "";
    tools.hidden = !place;
    if (!place) return;
    const found = slot();
    const own = item();
    const words = found.field === "block" ? t("Edit text") : found.field === "headline" ? t("Edit headline") : t("Edit");
    const parts = found.field === "block" ? blockTools() : found.field === "furniture" ? furnitureTools() : /^(caption|credit|table_caption|cell)$/.test(found.field) ? thingTools() : headTools();
    tools.replaceChildren(...[
      el("div", { class: "row" }, [
        el("button", { type: "button", class: "main", title: t("edit (e)"), onclick: () => writing.begin(place) }, words),
        ...parts, desk.who,
      ]),
      own ? articleTools() : null, note,
    ].filter(Boolean));
  }

  const offered = Banmian.suggestions(data, places, text, choosing, send);
  const line = data.page.width ? button("missed", t("+ missed text"), () => missed.begin(place), t("a text that was not read (l)")) : null;
  const about = el("button", { type: "button", class: "quiet", id: "about", title: t("Edit title, date, page"), "aria-label": t("Edit title, date, page"), onclick: () => desk.name() && Banmian.asking.about(data, desk) }, "✎");
  return {
    tools, marks: Banmian.marks(data, text, desk), list: el("div", { class: "history" }, [offered, line, history].filter(Boolean)), choose, about,
    begin: () => place && writing.begin(place),
    resume: (own) => writing.resume(own),
  };
};
