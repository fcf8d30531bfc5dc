"use strict";
// The corrections of a document: who, when, what; those that lost their place, offered again; one undo.
Banmian.history = (data, send, undo) => {
  const { el, t, language } = Banmian;
  const { corrections, stale } = data.document;
  if (!corrections.length && !stale.length) return null;
  const lang = data.document.language;
  const SAID = {
    edit: t("edited"), move: t("moved a paragraph of"), merge: t("merged an article into"), split: t("split"), divide: t("divided a paragraph of"),
    join: t("joined paragraphs of"), role: t("gave a text another role in"), order: t("changed the order of"), demote: t("removed from the articles"),
    promote: t("made an article"), kind: t("changed the kind of"), add: t("added a text to"), redraw: t("redrew a box of"),
  };
  const day = (when) => new Date(when).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  const said = (one) => [
    el("p", {}, [el("b", {}, one.who), " ", el("time", { datetime: one.when }, day(one.when)), " ", SAID[one.action], " ", el("i", { lang }, one.headline || one.article || data.document.called)]),
    one.before !== null && one.before !== undefined ? el("p", {}, el("del", { lang }, one.before)) : null,
    one.after !== null && one.after !== undefined ? el("p", {}, el("ins", { lang }, one.after)) : null,
  ];
  const lost = el("div", { class: "lost" }, stale.map((words) => el("p", { class: "stale", lang: "en" }, words)));
  let asked = false;
  async function ask() {
    if (asked || !data.serve || !stale.length) return;
    asked = true;
    const answer = await fetch("lost.json");
    if (!answer.ok) return;
    const found = await answer.json();
    if (!found.length) return;
    lost.append(...found.map((one) => el("div", { class: "correction" }, [
      ...said(one.correction),
      one.offer === null ? el("p", { class: "muted" }, t("nothing alike is in the document now"))
        : el("p", {}, [t("now:"), " ", el("q", { lang }, one.offer.before || one.offer.headline || ""), " ",
          el("button", { type: "button", class: "renew", onclick: async () => { await send({ renews: one.number }); } }, t("Apply here"))]),
    ])));
  }
  const words = [corrections.length ? Banmian.count(corrections.length, "{n} correction", "{n} corrections") : null, stale.length ? t("{n} without a place", { n: stale.length }) : null];
  const done = el("details", { ontoggle: ask }, [
    el("summary", {}, words.filter(Boolean).join(" · ")),
    el("div", { class: "list" }, [lost, ...corrections.map((one) => el("div", { class: "correction" }, said(one)))]),
  ]);
  const back = data.serve && corrections.length ? el("button", { type: "button", class: "quiet", id: "undo", title: t("undo the last correction (u)"), onclick: undo }, t("↶ undo")) : null;
  return el("span", { class: "past" }, [done, back]);
};
