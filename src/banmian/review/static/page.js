"use strict";
// The page view: picture and texts side by side, each leading to the other; keys for everything.
(() => {
  const { el, t, data, choice, themeButton } = Banmian;
  const number = data.page.number;
  const pages = data.document.pages;
  const rank = pages.findIndex((page) => page.number === number);
  const file = (page) => `${String(page.number).padStart(4, "0")}.html`;
  const kept = `banmian.view.${data.document.name}.${number}`;

  const picture = Banmian.picture(data);
  const text = Banmian.text(data);
  let chosen = null;

  // Choose a text; `from` says where it was chosen, so that only the other side moves.
  function choose(place, from) {
    chosen = place;
    picture.mark("chosen", place);
    text.mark("chosen", place);
    edit.choose(place);
    if (!place) return;
    if (from !== "picture" && from !== "find") picture.focus(picture.boxes(place));
    if (from !== "text") text.show(place);
  }

  function reload() {
    sessionStorage.setItem(kept, JSON.stringify({ view: picture.state(), scroll: text.panel.scrollTop, chosen }));
    location.reload();
  }

  const edit = Banmian.edit(data, text, picture, choose, reload);
  const filters = Banmian.filters(data, text, choose);
  const find = Banmian.find(data, picture, choose);

  const shows = {
    order: choice("order", ["on", "off"], "on"),
    areas: choice("areas", ["on", "off"], "on"),
    rest: choice("rest", ["on", "off"], "on"),
    upright: choice("upright", ["off", "on"], "off"),
  };
  const toggles = [
    ["areas", t("Articles"), "a"], ["order", t("Reading order"), "o"], ["rest", t("Furniture"), "f"], ["upright", t("Show horizontally"), "v"],
  ].filter(([name]) => name !== "upright" || data.articles.some((item) => item.vertical)).map(([name, words, key]) => {
    const button = el("button", { type: "button", class: "toggle", title: `${words} (${key})`, id: `show-${name}` }, words);
    const show = () => button.setAttribute("aria-pressed", shows[name].get() === "on");
    button.addEventListener("click", () => { shows[name].next(); show(); });
    show();
    return button;
  });

  // Pages by their labels or numbers: a printed "A12" is found as well as the twelfth page.
  function goTo() {
    const wish = el("input", { id: "page-wish", type: "text", list: "page-list", "aria-label": t("page") });
    const list = el("datalist", { id: "page-list" }, pages.slice(0, 400).map((page) => el("option", { value: page.label || String(page.number) })));
    Banmian.asking.form(t("Go to page"), [wish, list], t("Go"), () => {
      const words = wish.value.trim();
      const found = pages.find((page) => page.label === words) || pages.find((page) => String(page.number) === words);
      if (found) location.href = file(found);
    });
  }

  const turn = (by) => pages[rank + by];
  const step = (by, mark, title) => (turn(by)
    ? el("a", { class: "turn", href: file(turn(by)), title }, mark)
    : el("span", { class: "turn none" }, mark));

  const KEYS = [
    ["j  k", t("next, previous article")], ["↓  ↑", t("next, previous paragraph")], ["[  ]", t("previous, next page")],
    ["+  −  0", t("zoom in, zoom out, whole page")], ["r", t("repaired, original, both")], ["n  N", t("next, previous repair")],
    ["a  o  f", t("articles, reading order, furniture on and off")], ["v", t("show vertical text horizontally")], ["/", t("Find on this page")],
    ["e  u", t("edit, undo (with --serve)")], ["s  b  l", t("split here, redraw box, add missed text (with --serve)")], ["g", t("go to page")], ["c  w  x", t("page checked, needs another look, next open page (with --serve)")], ["t", t("light or dark")], ["i", t("all documents")], ["Esc", t("clear selection")],
  ];
  const help = el("dialog", { id: "help" }, [
    el("h2", {}, t("Keys")), el("dl", {}, KEYS.flatMap(([key, words]) => [el("dt", {}, key), el("dd", {}, words)])),
    el("button", { type: "button", class: "main", onclick: () => help.close() }, t("Close")),
  ]);

  const title = [data.document.publication.title, data.document.publication.date].filter(Boolean).join(" ") || data.document.called;
  const top = el("header", { class: "top" }, [
    el("a", { class: "home", href: "../../index.html", title: t("all documents (i)") }, [el("span", { class: "seal" }, "版面")]),
    el("div", { class: "where" }, [el("b", { lang: data.document.language }, title), el("small", {}, data.document.name)]),
    edit.about,
    el("nav", { class: "pages" }, [
      step(-1, "‹", t("previous page ([)")), el("span", {}, [data.page.label || t("page {n}", { n: number }), el("small", {}, ` ${t("{n} of {m}", { n: rank + 1, m: pages.length })}`)]), step(1, "›", t("next page (])")),
      pages.length > 2 ? el("button", { type: "button", class: "quiet", id: "go-to", title: t("go to page (g)"), onclick: () => goTo() }, "⋯") : null,
    ]),
    edit.marks.bar,
    find.bar,
    el("div", { class: "toggles" }, toggles),
    el("button", { type: "button", class: "quiet", title: t("keys (?)"), onclick: () => help.showModal() }, "?"),
    themeButton(),
  ]);
  const divider = el("div", { id: "divider", role: "separator", "aria-label": t("width of the texts") });
  const side = el("div", { id: "side" }, [el("div", { class: "bars" }, [filters.bar, edit.list]), text.panel, edit.tools]);
  const zoomers = el("div", { class: "zoomers" }, [
    el("button", { type: "button", title: t("zoom in (+)"), onclick: () => picture.zoom(1.3) }, "+"),
    el("button", { type: "button", title: t("zoom out (−)"), onclick: () => picture.zoom(1 / 1.3) }, "−"),
    el("button", { type: "button", title: t("whole page (0)"), onclick: () => picture.fit() }, "⤢"),
  ]);
  document.body.prepend(top, el("main", { id: "desk" }, [el("div", { id: "left" }, [picture.stage, data.page.width ? zoomers : null]), divider, side]), help);

  const width = Banmian.remembered("width", "");
  if (width) document.body.style.setProperty("--side", width);
  divider.addEventListener("pointerdown", (event) => {
    divider.setPointerCapture(event.pointerId);
    const move = (now) => {
      const share = Math.min(Math.max(1 - now.clientX / innerWidth, 0.2), 0.75);
      document.body.style.setProperty("--side", `${(share * 100).toFixed(1)}%`);
    };
    divider.addEventListener("pointermove", move);
    divider.addEventListener("pointerup", () => {
      divider.removeEventListener("pointermove", move);
      Banmian.remember("width", document.body.style.getPropertyValue("--side"));
    }, { once: true });
  });

  for (const [side, from] of [[picture.stage, "picture"], [text.panel, "text"]]) {
    side.addEventListener("pointerover", (event) => {
      const place = text.placeOf(event.target);
      picture.mark("hover", place);
      text.mark("hover", place);
    });
    side.addEventListener("pointerleave", () => { picture.mark("hover", null); text.mark("hover", null); });
    side.addEventListener("click", (event) => {
      if (from === "picture" && picture.wasDrag()) return;
      if (event.target.closest("textarea, a, button, select, input")) return;
      const place = text.placeOf(event.target);
      if (place || from === "picture") choose(place, from);
    });
    side.addEventListener("dblclick", (event) => {
      if (text.placeOf(event.target) && !event.target.closest("textarea, button")) edit.begin();
    });
  }

  const places = data.articles.flatMap((item) => [{ a: item.index, b: "headline" }].concat(item.blocks.map((block) => ({ a: item.index, b: block.index }))));
  function walk(by, whole) {
    const list = whole ? places.filter((place) => place.b === "headline") : places;
    const now = chosen ? list.findIndex((place) => place.a === chosen.a && (whole || place.b === chosen.b)) : (by > 0 ? -1 : 0);
    if (list.length) choose(list[(now + by + list.length) % list.length], "keys");
  }

  const go = (address) => { if (address) location.href = address; };
  const keys = {
    j: () => walk(1, true), k: () => walk(-1, true), ArrowDown: () => walk(1, false), ArrowUp: () => walk(-1, false),
    "[": () => turn(-1) && go(file(turn(-1))), "]": () => turn(1) && go(file(turn(1))),
    "+": () => picture.zoom(1.3), "=": () => picture.zoom(1.3), "-": () => picture.zoom(1 / 1.3), 0: () => picture.fit(),
    r: () => filters.nextMode(), n: () => filters.step(1), N: () => filters.step(-1),
    a: () => press("show-areas"), o: () => press("show-order"), f: () => press("show-rest"), v: () => press("show-upright"),
    "/": () => find.focus(), e: () => edit.begin(), u: () => press("undo"), s: () => press("split"), l: () => press("missed"), g: () => (pages.length > 1 ? goTo() : null), c: () => edit.marks.checked && edit.marks.checked(), w: () => edit.marks.again && edit.marks.again(), x: () => edit.marks.next && edit.marks.next(), b: () => press("box"), t: () => press("theme"), i: () => go("../../index.html"),
    "?": () => help.showModal(), Escape: () => { find.start(""); choose(null); },
  };
  const press = (id) => { const button = document.getElementById(id); if (button) button.click(); };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, textarea, select") && event.key !== "Escape") return;
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  function land() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (asked.get("find")) {
      const [id, slot] = (asked.get("at") || ":").split(/:(?=[^:]*$)/);
      const item = data.articles.find((one) => one.id === id);
      find.start(asked.get("find"), item ? `${item.index}:${slot}` : "");
    } else if (asked.get("article")) {
      const item = data.articles.find((one) => one.id === asked.get("article"));
      if (item) choose({ a: item.index, b: "headline" }, "link");
    }
  }
  requestAnimationFrame(() => {
    const before = sessionStorage.getItem(kept);
    sessionStorage.removeItem(kept);
    if (before) {
      const { view, scroll, chosen: place } = JSON.parse(before);
      if (view) picture.restore(view);
      text.panel.scrollTop = scroll;
      if (place && (text.part(place))) { chosen = place; picture.mark("chosen", place); text.mark("chosen", place); edit.choose(place); }
      edit.resume(true);
    } else {
      picture.fit();
      land();
      edit.resume(false);
    }
  });
  addEventListener("hashchange", land);
})();
