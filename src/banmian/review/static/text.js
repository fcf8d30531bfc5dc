"use strict";
// The texts of the page, article by article, with their repairs as they were and as they are.
Banmian.text = (data) => {
  const { el, t, language, colour, gauge, percent } = Banmian;
  const SECURE = 0.8;
  const panel = el("div", { id: "texts", tabindex: 0, role: "region", "aria-label": t("texts of the page") });

  // White space and emptiness made visible: what was read may be nothing else.
  const visible = (text) => text.replace(/ /g, "␣").replace(/\n/g, "↵").replace(/\u3000/g, "□") || "∅";

  function words(parts, repairs) {
    return parts.map((part) => {
      if (typeof part === "string") return part;
      const [now, was, ranks] = part;
      const rules = ranks.map((rank) => repairs[rank][0]);
      const why = ranks.map((rank) => `${repairs[rank][0]}: ${visible(repairs[rank][2])} → ${visible(repairs[rank][3])} (${percent(repairs[rank][4])})`);
      return el("span", { class: "fix", "data-rules": rules.join(" "), title: why.join("\n") }, [
        el("del", {}, visible(was)), el("ins", {}, now),
      ]);
    });
  }

  function head(item, field, tag) {
    if (!item.fields[field]) return null;
    return el(tag, { class: `part ${field}`, "data-a": item.index, "data-b": field }, words(item.fields[field], item.repairs));
  }

  function block(item, one) {
    const tag = { subheading: "h4", list_item: "li" }[one.type] || "p";
    const low = one.confidence !== null && one.confidence < SECURE;
    return el(tag, {
      class: `part ${one.type}${low ? " low" : ""}${one.regions.length ? "" : " elsewhere"}`,
      "data-a": item.index, "data-b": one.index, "data-sure": one.confidence,
      title: one.confidence === null ? null : t("confidence {p}", { p: percent(one.confidence) }),
    }, words(one.segments, item.repairs));
  }

  const sign = (owner, b) => ({ "data-a": owner, "data-b": b });

  function table(one, owner) {
    const cell = (words, row, column) => el("td", { class: "part", ...sign(owner, `cell-${one.index}-${row}-${column}`) }, words);
    return el("figure", { class: "table" }, [
      one.caption || data.serve ? el("figcaption", { class: `part${one.caption ? "" : " none"}`, ...sign(owner, `table_caption-${one.index}`) }, one.caption || t("no caption")) : null,
      el("table", {}, el("tbody", {}, one.rows.map((row, at) => el("tr", {}, row.map((words, column) => cell(words, at, column)))))),
    ]);
  }

  // Where nothing is printed, a place to write it stands only where texts can be corrected.
  function caption(one, owner) {
    if (!one.caption && !one.credit && !data.serve) return null;
    const bit = (field, words) => (one[field] || data.serve
      ? el("span", { class: `part ${field}${one[field] ? "" : " none"}`, ...sign(owner, `${field}-${one.index}`) }, one[field] || words) : null);
    return el("p", { class: "captions" }, [bit("caption", t("no caption")), " ", bit("credit", t("no credit"))]);
  }

  function jump(words, place) {
    if (!place) return null;
    const said = [words, place.page, place.marker].filter(Boolean).join(" ");
    if (!place.number) return el("p", { class: "jump open", lang: language }, t("{place} (not in the batch)", { place: said }));
    return el("p", { class: "jump", lang: language }, el("a", { href: `${String(place.number).padStart(4, "0")}.html#article=${encodeURIComponent(place.article)}` }, said));
  }

  // Vertical text: columns of a height that makes the whole about as high as wide.
  function columnHeight(item) {
    const signs = item.blocks.reduce((sum, one) => sum + one.text.length, 0);
    return Math.min(24, Math.max(7, Math.ceil(Math.sqrt(signs * 1.3))));
  }

  function article(item, rank) {
    const names = item.bylines.length ? el("span", { class: "part bylines", ...sign(item.index, "bylines") }, item.bylines.join("，")) : null;
    const line = item.dateline ? el("span", { class: "part dateline", ...sign(item.index, "dateline") }, item.dateline) : null;
    const meta = names || line ? [names, names && line ? " · " : null, line] : null;
    return el("article", { lang: item.language, "data-a": item.index, "data-id": item.id, class: item.vertical ? "vertical" : null, style: { "--c": colour(item.index) } }, [
      el("header", {}, [
        el("span", { class: "rank" }, rank + 1),
        el("div", { class: "heads" }, [
          head(item, "section", "p"), head(item, "kicker", "p"),
          head(item, "headline", "h2") || el("h2", { class: "part headline none", "data-a": item.index, "data-b": "headline", lang: language }, t("no headline")),
          head(item, "subheadline", "p"),
          meta ? el("p", { class: "meta" }, meta) : null,
        ]),
        el("span", { class: "sure-of" }, gauge(item.confidence)),
      ]),
      jump(t("continued from"), item.continued_from),
      el("div", { class: "body", style: { "--height": `${columnHeight(item)}em` } }, item.blocks.map((one) => block(item, one))),
      ...item.tables.map((one) => table(one, item.index)),
      ...item.images.map((one) => caption(one, item.index)),
      jump(t("continued on"), item.continued_to),
    ]);
  }

  for (const [rank, item] of data.articles.entries()) panel.append(article(item, rank));
  if (data.furniture.length || data.images.length || data.tables.length) {
    panel.append(el("section", { class: "furniture" }, [
      el("h3", {}, t("Not in any article")),
      ...data.furniture.map((piece) => el("p", { class: "part", ...sign(-1, `furniture-${piece.index}`) }, [el("span", { class: "kind" }, t(piece.kind)), el("span", { lang: data.document.language }, piece.text)])),
      ...data.tables.map((one) => table(one, -1)), ...data.images.map((one) => caption(one, -1)),
    ]));
  }
  if (!data.articles.length) panel.prepend(el("p", { class: "muted empty" }, t("No article was found on this page.")));

  const part = (place) => panel.querySelector(`.part[data-a="${place.a}"][data-b="${place.b}"]`);
  const placeOf = (node) => {
    const found = node.closest && node.closest(".part, .area, .outline");
    if (!found) return null;
    const b = found.dataset.b;
    return { a: Number(found.dataset.a), b: /^\d+$/.test(b) ? Number(b) : b };
  };

  function mark(kind, place) {
    for (const node of panel.querySelectorAll(`.${kind}`)) node.classList.remove(kind);
    const found = place && part(place);
    if (found) {
      found.classList.add(kind);
      const whole = found.closest("article");
      if (whole) whole.classList.add(kind);
    }
  }

  function show(place) {
    const found = part(place) || panel.querySelector(`article[data-a="${place.a}"]`);
    if (found) found.scrollIntoView({ block: "center", behavior: "smooth" });
  }

  // A place for a head field or bylines that an article does not have yet.
  function fresh(place) {
    const heads = panel.querySelector(`article[data-a="${place.a}"] .heads`);
    if (!heads || typeof place.b === "number") return null;
    const node = el("p", { class: `part ${place.b}`, ...sign(place.a, place.b) });
    const title = heads.querySelector(".headline");
    if (place.b === "kicker" || place.b === "section") title.before(node); else title.after(node);
    return node;
  }

  return { panel, mark, show, placeOf, part, fresh };
};
