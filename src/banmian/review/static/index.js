"use strict";
// The list of documents: what was found, how sure, and what to check; search where a server answers.
(() => {
  const { el, svg, t, hear, spoken, language, data, count, grouped, gauge, themeButton } = Banmian;
  let rows = data.documents;
  const remembered = (() => { try { return JSON.parse(sessionStorage.getItem("banmian.index")) || {}; } catch (damaged) { return {}; } })();
  let order = remembered.order || { key: null, down: false };
  let onlyNeedy = Boolean(remembered.needy);
  let state = remembered.state || "";

  // What was chosen stands again when one comes back.
  function keep() {
    const search = document.getElementById("search");
    try {
      sessionStorage.setItem("banmian.index", JSON.stringify({ order, needy: onlyNeedy, state, filter: filter.value, search: search ? search.value : "", top: scrollY }));
    } catch (refused) { return; }
  }
  addEventListener("pagehide", keep);

  const open = (row) => `documents/${encodeURIComponent(row.name)}/${String(row.pages[0]).padStart(4, "0")}.html`;
  const body = el("tbody");
  const rest = el("p", { class: "rest" });
  let most = 400;
  const filter = el("input", { type: "search", id: "filter", placeholder: t("Filter by paper, date or file"), "aria-label": t("Filter by paper, date or file") });

  // A reason is a string of the interface with its values, or the reader's own words.
  const saying = (one, kind) => el("li", { lang: spoken(one) ? language : "en", class: kind || "" }, t(one));
  const reason = (one) => (typeof one === "string" ? saying(one) : el("li", {}, t(one[0], one[1])));

  function needs(row) {
    if (row.failed) return el("ul", { class: "needs" }, row.failed.map((one) => saying(one, "failed")));
    if (!row.needs.length) return el("span", { class: "fine" }, t("no issues found"));
    return el("ul", { class: "needs" }, row.needs.slice(0, 4).map(reason).concat(
      row.needs.length > 4 ? [el("li", {}, t("and {n} more", { n: row.needs.length - 4 }))] : []));
  }

  // A bound volume under the pointer is opened by the server before it is asked for.
  const VOLUME = 50;
  const warmed = new Set();
  function warm(row) {
    if (!data.serve || row.pages.length < VOLUME || warmed.has(row.name)) return;
    warmed.add(row.name);
    fetch(open(row), { method: "HEAD" }).catch(() => warmed.delete(row.name));
  }

  function shown(row) {
    if (row.failed) {
      return el("tr", { class: "broken" }, [
        el("td", { class: "thumb" }), el("td", { class: "name" }, [el("b", {}, row.path || row.name)]),
        el("td", { colspan: data.serve ? 5 : 4 }, t("could not be read")), el("td", {}, needs(row)),
      ]);
    }
    const link = open(row);
    const picture = row.thumb ? el("img", { src: row.thumb, alt: "", loading: "lazy" }) : el("span", { class: "sheet", "aria-label": t("text without a page") }, "文");
    return el("tr", { "data-name": row.name, onpointerenter: () => warm(row) }, [
      el("td", { class: "thumb" }, el("a", { href: link, tabindex: -1, "aria-hidden": "true" }, picture)),
      el("td", { class: "name" }, [
        el("a", { href: link }, [el("b", { lang: row.language }, row.title || row.called), row.date ? el("time", { datetime: row.date }, row.date) : null]),
        el("small", { title: row.name }, row.path),
      ]),
      el("td", { class: "number" }, row.pages.length),
      el("td", { class: "number" }, grouped(row.articles)),
      el("td", { class: "number" }, grouped(row.repairs)),
      el("td", {}, gauge(row.confidence)),
      data.serve ? el("td", {}, progress(row)) : null,
      el("td", {}, [needs(row), row.corrections ? el("small", { class: "hand" }, count(row.corrections, "{n} correction", "{n} corrections")) : null]),
    ]);
  }

  const stands = (row) => (row.again ? "again" : row.checked === row.pages.length ? "checked" : "open");

  function progress(row) {
    const share = row.checked / row.pages.length;
    return el("span", { title: t("{n} of {m} pages checked", { n: row.checked, m: row.pages.length }) }, [
      el("span", { class: "done-bar" }, svg("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none" }, svg("rect", { width: Math.round(share * 100), height: 8 }))),
      row.again ? el("small", { class: "low" }, ` ${t("{n} to look at again", { n: row.again })}`) : null,
    ]);
  }

  function value(row, key) {
    if (key === "checked") return row.failed ? -1 : row.checked / row.pages.length;
    if (key === "pages") return (row.pages || []).length;
    if (key === "needs") return row.failed ? 1000 : row.needs.length;
    if (key === "name") return `${row.title || ""} ${row.date || ""} ${row.name}`;
    return row[key] === undefined || row[key] === null ? -1 : row[key];
  }

  function show() {
    const words = filter.value.trim().toLowerCase();
    let found = rows.filter((row) => !words || `${row.title || ""} ${row.date || ""} ${row.name} ${row.path || ""}`.toLowerCase().includes(words));
    if (onlyNeedy) found = found.filter((row) => row.failed || row.needs.length);
    if (state) found = found.filter((row) => !row.failed && stands(row) === state);
    if (order.key) {
      const sign = order.down ? -1 : 1;
      found = found.slice().sort((a, b) => {
        const [one, two] = [value(a, order.key), value(b, order.key)];
        return sign * (one < two ? -1 : one > two ? 1 : 0);
      });
    }
    body.replaceChildren(...found.slice(0, most).map(shown));
    const left = found.length - most;
    rest.replaceChildren(...(left > 0 ? [el("button", { type: "button", onclick: () => { most = Infinity; show(); } }, t("Show {n} more", { n: grouped(left) }))] : []));
  }

  function column(key, text, number) {
    const button = el("button", { type: "button" }, text);
    const head = el("th", { scope: "col", class: number ? "number" : null }, button);
    if (order.key === key) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    button.addEventListener("click", () => {
      order = { key, down: order.key === key ? !order.down : number };
      for (const other of document.querySelectorAll("th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      show();
    });
    return head;
  }

  function searchBox() {
    if (!data.serve) return null;
    const box = el("input", { type: "search", id: "search", placeholder: t("Search all texts …"), "aria-label": t("Search all texts …") });
    const hits = el("div", { id: "hits", "aria-live": "polite" });
    let asked = 0;
    async function ask() {
      const words = box.value.trim();
      const mine = ++asked;
      if (!words) { hits.replaceChildren(); return; }
      const slow = setTimeout(() => { if (mine === asked) hits.replaceChildren(el("p", { class: "muted" }, t("Searching …"))); }, 200);
      const answer = await fetch(`search.json?q=${encodeURIComponent(words)}`);
      const found = await answer.json();
      clearTimeout(slow);
      if (mine !== asked) return;
      hear(found.said);
      if (!answer.ok) { hits.replaceChildren(el("p", { class: "note" }, t(found.error))); return; }
      hits.replaceChildren(
        found.waiting ? el("p", { class: "muted" }, t("{n} documents are not searched yet", { n: grouped(found.waiting) })) : "",
        el("p", { class: "muted" }, !found.hits.length ? t("Nothing found.")
          : count(found.total, "{n} article", "{n} articles") + (found.total > found.hits.length ? t(", the first {n} shown", { n: found.hits.length }) : "")),
        ...found.hits.map((hit) => el("a", { class: "hit", href: `documents/${encodeURIComponent(hit.document)}/${String(hit.page).padStart(4, "0")}.html#find=${encodeURIComponent(words)}&at=${encodeURIComponent(`${hit.article}:${hit.slot}`)}` }, [
          el("b", {}, hit.headline || hit.document),
          el("span", {}, [hit.left, el("mark", {}, hit.match), hit.right]),
          el("small", {}, `${hit.title || hit.document} · ${hit.label || hit.page}`),
        ])));
    }
    let waiting = 0;
    box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 150); });
    if (remembered.search) { box.value = remembered.search; ask(); }
    return el("section", { class: "search" }, [box, hits]);
  }

  const states = data.serve ? el("select", { id: "state", "aria-label": t("state"), onchange: (event) => { state = event.target.value; show(); } },
    [["", t("every state")], ["open", t("open")], ["checked", t("checked")], ["again", t("needs another look")]].map(([value, words]) => el("option", { value, selected: value === state }, words))) : null;
  const needy = el("label", { class: "check" }, [
    el("input", { type: "checkbox", id: "needy", checked: onlyNeedy, onchange: (event) => { onlyNeedy = event.target.checked; show(); } }),
    t("only items to check"),
  ]);
  const told = el("p", { class: "sums" });
  function sum() {
    const sums = rows.reduce((all, row) => ({
      pages: all.pages + (row.pages || []).length, articles: all.articles + (row.articles || 0),
      needy: all.needy + (row.failed || row.needs.length ? 1 : 0), checked: all.checked + (row.checked || 0),
    }), { pages: 0, articles: 0, needy: 0, checked: 0 });
    told.replaceChildren(
      count(rows.length, "{n} document", "{n} documents"), " · ", count(sums.pages, "{n} page", "{n} pages"), " · ",
      count(sums.articles, "{n} article", "{n} articles"), " · ",
      data.serve ? `${t("{n} of {m} pages checked", { n: grouped(sums.checked), m: grouped(sums.pages) })} · ` : "",
      el("b", {}, sums.needy ? t("{n} to check", { n: grouped(sums.needy) }) : t("no issues found")),
    );
  }

  // Documents that are still being entered follow by themselves.
  async function follow() {
    let found;
    try {
      const answer = await fetch("index.json");
      if (!answer.ok) return;
      found = await answer.json();
    } catch (left) { return; }
    hear(found.said);
    rows = found.documents;
    sum();
    show();
    if (found.waiting) setTimeout(follow, 2000);
  }

  document.body.prepend(
    el("header", { class: "top" }, [
      el("h1", {}, [el("span", { class: "seal" }, "版面"), "banmian"]),
      told,
      themeButton(),
    ]),
    el("main", {}, [
      searchBox(),
      el("div", { class: "tools" }, [filter, states, needy]),
      el("table", { id: "documents" }, [
        el("thead", {}, el("tr", {}, [
          el("th", { class: "thumb" }), column("name", t("Document")), column("pages", t("Pages"), true), column("articles", t("Articles"), true),
          column("repairs", t("Repairs"), true), column("confidence", t("Confidence")),
          data.serve ? column("checked", t("Checked")) : null, column("needs", t("To check")),
        ])),
        body,
      ]),
      rest,
    ]),
  );
  filter.value = remembered.filter || "";
  filter.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea") || event.ctrlKey || event.metaKey) return;
    if (event.key === "t") document.getElementById("theme").click();
    if (event.key === "/") { event.preventDefault(); (document.getElementById("search") || filter).focus(); }
  });
  sum();
  show();
  if (data.waiting) setTimeout(follow, 500);
  if (remembered.top) scrollTo(0, remembered.top);
})();
