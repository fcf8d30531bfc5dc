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

  function search(words) {
    const wanted = words.toLowerCase();
    const places = [];
    for (const [key, lines] of texts) {
      const joined = lines.map((line, rank) => {
        const next = lines[rank + 1];
        const gap = next ? next[4] - line[4] - line[5].length : 0;
        return line[5] + " ".repeat(Math.max(0, gap));
      }).join("");
      const first = lines[0][4];
      const low = joined.toLowerCase();
      if (low.length !== joined.length) continue;
      for (let start = low.indexOf(wanted); start >= 0; start = low.indexOf(wanted, start + wanted.length)) {
        const boxes = [];
        for (const line of lines) {
          const own = line[4] - first;
          const [from, to] = [Math.max(start - own, 0), Math.min(start + wanted.length - own, line[5].length)];
          if (from < to) boxes.push(part(line, from, to));
        }
        const [article, slot] = [Number(key.split(":")[0]), key.slice(key.indexOf(":") + 1)];
        const block = /^block-(\d+)$/.exec(slot);
        places.push({ place: { a: article, b: block ? Number(block[1]) : slot }, key, boxes });
      }
    }
    return places;
  }

  function show(move) {
    picture.hits(found.flatMap((hit, rank) => hit.boxes.map((one) => ({ box: one, now: rank === at }))));
    told.textContent = box.value.trim() ? (found.length ? t("{n} of {m}", { n: at + 1, m: found.length }) : t("not on this page")) : "";
    if (move && found.length) {
      if (found[at].place.a >= 0) choose(found[at].place, "find");
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
