"use strict";
// Characters that were corrected again and again in this title, where they stand on this page: offered one by one.
Banmian.suggestions = (data, places, text, choose, send) => {
  const { el, t } = Banmian;
  if (!data.serve || !data.suggestions.length) return null;
  const MOST = 60;
  const lang = data.document.language;
  const parts = data.articles.flatMap((item) => [
    ...["headline", "kicker", "subheadline"].filter((field) => item.fields[field]).map((field) => ({ a: item.index, b: field })),
    ...item.blocks.map((block) => ({ a: item.index, b: block.index })),
  ]);
  const found = [];
  for (const [wrong, right, count] of data.suggestions) {
    for (const place of parts) {
      const words = places.slot(place).before || "";
      for (let at = words.indexOf(wrong); at >= 0 && found.length < MOST; at = words.indexOf(wrong, at + wrong.length)) found.push({ wrong, right, count, place, words, at });
    }
  }
  if (!found.length) return null;
  const row = ({ wrong, right, count, place, words, at }) => el("p", { class: "suggestion" }, [
    el("button", { type: "button", class: "quiet", title: t("corrected {n} times in this paper", { n: count }), onclick: () => choose(place, "keys") }, [
      el("span", { lang }, [words.slice(Math.max(0, at - 6), at), el("del", {}, wrong), el("ins", {}, right), words.slice(at + wrong.length, at + 7)]),
    ]),
    el("button", { type: "button", class: "apply", onclick: async () => {
      const stored = await send(places.edit(place, words.slice(0, at) + right + words.slice(at + wrong.length)));
      if (stored) location.reload();
    } }, t("Apply")),
  ]);
  return el("details", { id: "suggestions" }, [
    el("summary", {}, t("{n} suggestions", { n: found.length })),
    el("div", { class: "list" }, [el("p", { class: "muted" }, t("Characters that were often corrected in this paper. Look at the picture before you apply one.")), ...found.map(row)]),
  ]);
};
