"use strict";
// The list of documents: what was found, how sure, and what needs a person; search where a server answers.
(() => {
  const { el, data, count, gauge, themeButton } = Banmian;
  const rows = data.documents;
  let order = { key: null, down: false };
  let onlyNeedy = false;

  const grouped = (number) => number.toLocaleString("en");
  const open = (row) => `documents/${encodeURIComponent(row.name)}/${String(row.pages[0]).padStart(4, "0")}.html`;
  const body = el("tbody");
  const rest = el("p", { class: "rest" });
  let most = 400;
  const filter = el("input", { type: "search", id: "filter", placeholder: "Filter by paper, date or file", "aria-label": "filter" });

  function needs(row) {
    if (row.failed) return el("ul", { class: "needs" }, el("li", { class: "failed" }, row.failed));
    if (!row.needs.length) return el("span", { class: "fine" }, "nothing in doubt");
    return el("ul", { class: "needs" }, row.needs.slice(0, 4).map((text) => el("li", {}, text)).concat(
      row.needs.length > 4 ? [el("li", {}, `and ${row.needs.length - 4} more`)] : []));
  }

  function shown(row) {
    if (row.failed) {
      return el("tr", { class: "broken" }, [
        el("td", { class: "thumb" }), el("td", { class: "name" }, [el("b", {}, row.path || row.name)]),
        el("td", { colspan: 4 }, "could not be read"), el("td", {}, needs(row)),
      ]);
    }
    const link = open(row);
    const picture = row.thumb ? el("img", { src: row.thumb, alt: "", loading: "lazy" }) : el("span", { class: "sheet", "aria-label": "text without a page" }, "文");
    return el("tr", { "data-name": row.name }, [
      el("td", { class: "thumb" }, el("a", { href: link, tabindex: -1 }, picture)),
      el("td", { class: "name" }, [
        el("a", { href: link }, [el("b", {}, row.title || row.called), row.date ? el("time", {}, row.date) : null]),
        el("small", { title: row.name }, row.path),
      ]),
      el("td", { class: "number" }, row.pages.length),
      el("td", { class: "number" }, grouped(row.articles)),
      el("td", { class: "number" }, grouped(row.repairs)),
      el("td", {}, gauge(row.confidence)),
      el("td", {}, [needs(row), row.corrections ? el("small", { class: "hand" }, count(row.corrections, "correction", "corrections") + " by hand") : null]),
    ]);
  }

  function value(row, key) {
    if (key === "pages") return (row.pages || []).length;
    if (key === "needs") return row.failed ? 1000 : row.needs.length;
    if (key === "name") return `${row.title || ""} ${row.date || ""} ${row.name}`;
    return row[key] === undefined || row[key] === null ? -1 : row[key];
  }

  function show() {
    const words = filter.value.trim().toLowerCase();
    let found = rows.filter((row) => !words || `${row.title || ""} ${row.date || ""} ${row.name} ${row.path || ""}`.toLowerCase().includes(words));
    if (onlyNeedy) found = found.filter((row) => row.failed || row.needs.length);
    if (order.key) {
      const sign = order.down ? -1 : 1;
      found = found.slice().sort((a, b) => {
        const [one, two] = [value(a, order.key), value(b, order.key)];
        return sign * (one < two ? -1 : one > two ? 1 : 0);
      });
    }
    body.replaceChildren(...found.slice(0, most).map(shown));
    const left = found.length - most;
    rest.replaceChildren(...(left > 0 ? [el("button", { type: "button", onclick: () => { most = Infinity; show(); } }, `Show ${grouped(left)} more`)] : []));
  }

  function column(key, text, number) {
    const button = el("button", { type: "button" }, text);
    const head = el("th", { scope: "col", class: number ? "number" : null }, button);
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
    const box = el("input", { type: "search", id: "search", placeholder: "Search all texts …", "aria-label": "search" });
    const hits = el("div", { id: "hits", "aria-live": "polite" });
    let asked = 0;
    async function ask() {
      const words = box.value.trim();
      const mine = ++asked;
      if (!words) { hits.replaceChildren(); return; }
      const slow = setTimeout(() => { if (mine === asked) hits.replaceChildren(el("p", { class: "muted" }, "Searching …")); }, 200);
      const answer = await fetch(`search.json?q=${encodeURIComponent(words)}`);
      const found = await answer.json();
      clearTimeout(slow);
      if (mine !== asked) return;
      hits.replaceChildren(
        el("p", { class: "muted" }, !found.hits.length ? "Nothing found."
          : count(found.total, "place", "places") + (found.total > found.hits.length ? `, the first ${found.hits.length} of them` : "")),
        ...found.hits.map((hit) => el("a", { class: "hit", href: `documents/${encodeURIComponent(hit.document)}/${String(hit.page).padStart(4, "0")}.html#find=${encodeURIComponent(words)}&at=${encodeURIComponent(`${hit.article}:${hit.slot}`)}` }, [
          el("b", {}, hit.headline || hit.document),
          el("span", {}, [hit.left, el("mark", {}, hit.match), hit.right]),
          el("small", {}, `${hit.title || hit.document} · ${hit.label || hit.page}`),
        ])));
    }
    let waiting = 0;
    box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 150); });
    return el("section", { class: "search" }, [box, hits]);
  }

  const needy = el("label", { class: "check" }, [
    el("input", { type: "checkbox", id: "needy", onchange: (event) => { onlyNeedy = event.target.checked; show(); } }),
    "only what needs a person",
  ]);
  const sums = rows.reduce((sum, row) => ({
    pages: sum.pages + (row.pages || []).length, articles: sum.articles + (row.articles || 0),
    needy: sum.needy + (row.failed || row.needs.length ? 1 : 0),
  }), { pages: 0, articles: 0, needy: 0 });

  document.body.prepend(
    el("header", { class: "top" }, [
      el("h1", {}, [el("span", { class: "seal" }, "版面"), "banmian"]),
      el("p", { class: "sums" }, [
        count(rows.length, "document", "documents"), " · ", count(sums.pages, "page", "pages"), " · ",
        count(sums.articles, "article", "articles"), " · ",
        el("b", {}, sums.needy ? `${sums.needy} to look at` : "nothing in doubt"),
      ]),
      themeButton(),
    ]),
    el("main", {}, [
      searchBox(),
      el("div", { class: "tools" }, [filter, needy]),
      el("table", { id: "documents" }, [
        el("thead", {}, el("tr", {}, [
          el("th", {}), column("name", "Document"), column("pages", "Pages", true), column("articles", "Articles", true),
          column("repairs", "Repairs", true), column("confidence", "Confidence"), column("needs", "Needs a person"),
        ])),
        body,
      ]),
      rest,
    ]),
  );
  filter.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea") || event.ctrlKey || event.metaKey) return;
    if (event.key === "t") document.getElementById("theme").click();
    if (event.key === "/") { event.preventDefault(); (document.getElementById("search") || filter).focus(); }
  });
  show();
})();
