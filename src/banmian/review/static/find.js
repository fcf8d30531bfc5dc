"use strict";
// Finding a word on the page: its places on the picture are marked, and shown one after the other.
Banmian.find = (data, picture, choose) => {
  const { el, t } = Banmian;
  const box = el("input", { type: "search", id: "find", placeholder: t("Find on this page"), "aria-label": t("Find on this page") });
  const told = el("output", { class: "muted" });
  let found = [];
  let at = 0;

  // Length in em: full-width signs count 1, others a half.
  const em = (text) => { let sum = 0; for (const sign of text) sum += /[\u1100-\u11ff\u2e80-\uffef]|[\u{20000}-\u{3ffff}]/u.test(sign) ? 1 : 0.5; return sum; };

  function part(line, start, end) {
    const [[x0, y0, x1, y1], vertical, , , , text] = line;
    const whole = Math.max(em(text), 0.5);
    const [from, to] = [em(text.slice(0, start)) / whole, em(text.slice(0, end)) / whole];
    return vertical
      ? [x0, y0 + from * (y1 - y0), x1, y0 + to * (y1 - y0)]
      : [x0 + from * (x1 - x0), y0, x0 + to * (x1 - x0), y1];
  }

  // Lines of one text, in order, so that words that a line end cuts are found too.
  const texts = new Map();
  for (const line of data.lines) {
    const key = `${line[2]}:${line[3]}`;
    if (!texts.has(key)) texts.set(key, []);
    texts.get(key).push(line);
  }

  // As the server compares: without case, width, script, spaces and punctuation; each sign with its place.
  const signs = [...BANMIAN_VARIANTS];
  const plain = new Map();
  for (let at = 0; at < signs.length; at += 2) plain.set(signs[at], signs[at + 1]);
  function folded(text) {
    const [found, places] = [[], []];
    let at = 0;
    for (const sign of text) {
      for (const one of sign.normalize("NFKC").toLowerCase()) {
        if (/[\p{L}\p{N}]/u.test(one)) { found.push(plain.get(one) || one); places.push(at); }
      }
      at += sign.length;
    }
    return { signs: found, places };
  }

  // Words in any order; words in quotation marks belong together.
  function terms(question) {
    const quoted = /"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』|«([^»]*)»|(\S+)/g;
    return [...new Set([...question.matchAll(quoted)].map((match) => folded(match.slice(1).find(Boolean) || "").signs.join("")))].filter(Boolean);
  }

  const joined = new Map();
  for (const [key, lines] of texts) {
    const text = lines.map((line, rank) => {
      const next = lines[rank + 1];
      const gap = next ? next[4] - line[4] - line[5].length : 0;
      return line[5] + " ".repeat(Math.max(0, gap));
    }).join("");
    joined.set(key, text);
  }
  const ready = new Map();

  function search(question) {
    const wanted = terms(question).map((term) => [...term]);
    const places = [];
    for (const [key, lines] of texts) {
      if (!ready.has(key)) ready.set(key, folded(joined.get(key)));
      const text = ready.get(key);
      const first = lines[0][4];
      for (const term of wanted) {
        for (let at = 0; at + term.length <= text.signs.length; at += 1) {
          if (!term.every((sign, rank) => text.signs[at + rank] === sign)) continue;
          const [start, end] = [text.places[at], text.places[at + term.length - 1] + 1];
          const boxes = [];
          for (const line of lines) {
            const own = line[4] - first;
            const [from, to] = [Math.max(start - own, 0), Math.min(end - own, line[5].length)];
            if (from < to) boxes.push(part(line, from, to));
          }
          const [article, slot] = [Number(key.split(":")[0]), key.slice(key.indexOf(":") + 1)];
          const block = /^block-(\d+)$/.exec(slot);
          places.push({ place: { a: article, b: block ? Number(block[1]) : slot }, key, boxes });
          at += term.length - 1;
        }
      }
    }
    return places;
  }

  function show(move) {
    picture.hits(found.flatMap((hit, rank) => hit.boxes.map((one) => ({ box: one, now: rank === at }))));
    told.textContent = box.value.trim() ? (found.length ? t("{n} of {m}", { n: at + 1, m: found.length }) : t("not on this page")) : "";
    if (move && found.length) {
      if (found[at].place.a >= 0 || String(found[at].place.b).startsWith("furniture")) choose(found[at].place, "find");
      picture.focus(found[at].boxes);
    }
  }

  function start(words, key) {
    box.value = words;
    found = words.trim() ? search(words.trim()) : [];
    at = Math.max(0, found.findIndex((hit) => hit.key === key));
    show(true);
  }

  box.addEventListener("input", () => start(box.value));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && found.length) {
      at = (at + (event.shiftKey ? found.length - 1 : 1)) % found.length;
      show(true);
    }
    if (event.key === "Escape") { start(""); box.blur(); }
  });
  return { bar: el("div", { class: "find" }, [box, told]), start, focus: () => box.focus() };
};
