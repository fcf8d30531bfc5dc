"use strict";
// How far the checking is: the state of the page and of each article, and the next page that nobody has checked.
Banmian.marks = (data, text, desk) => {
  const { el, t, language } = Banmian;
  if (!data.serve) return { bar: null };
  const STATES = [["open", t("open")], ["checked", t("checked")], ["again", t("needs another look")]];
  const said = (mark) => (mark && mark.state !== "open"
    ? `${mark.who} · ${new Date(mark.when).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" })}` : "");

  async function set(target, state, shown) {
    const who = desk.name();
    if (!who) return false;
    const { ok, said: answer } = await desk.ask("POST", "marks", { who, state, page: data.page.number, ...target });
    if (ok) shown(answer.mark);
    else desk.tell(t(answer.error));
    return ok;
  }

  function chooser(mark, target, id, words) {
    const pick = el("span", { class: "states", role: "radiogroup", "aria-label": words, id });
    const show = (now) => {
      const state = now ? now.state : "open";
      for (const button of pick.children) button.setAttribute("aria-checked", String(button.dataset.state === state));
      pick.title = said(now);
      pick.dataset.state = state;
    };
    pick.append(...STATES.map(([state, name]) => el("button", {
      type: "button", role: "radio", "data-state": state, onclick: (event) => { event.stopPropagation(); set(target, state, show); },
    }, name)));
    show(mark);
    return pick;
  }

  // One button beside each article: each press leads to the next state.
  const SIGNS = { open: "○", checked: "✓", again: "↻" };
  function stepper(item) {
    const button = el("button", { type: "button", class: "quiet state", id: `state-${item.index}` });
    const show = (now) => {
      const state = now ? now.state : "open";
      button.dataset.state = state;
      button.textContent = SIGNS[state];
      const words = `${t("state of the article")}: ${STATES.find(([name]) => name === state)[1]}`;
      button.setAttribute("aria-label", words);
      button.title = [words, said(now)].filter(Boolean).join("\n");
    };
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      const at = STATES.findIndex(([name]) => name === button.dataset.state);
      set({ article: item.id }, STATES[(at + 1) % STATES.length][0], show);
    });
    show(data.marks.articles[item.id]);
    return button;
  }
  for (const item of data.articles) {
    text.panel.querySelector(`article[data-a="${item.index}"] header .sure-of`).append(stepper(item));
  }
  const page = chooser(data.marks.page, {}, "state-page", t("state of the page"));

  async function next() {
    const answer = await fetch(`../../next.json?document=${encodeURIComponent(data.document.name)}&page=${data.page.number}`);
    const found = answer.ok ? (await answer.json()).next : null;
    if (!found) { desk.tell(t("Every page is checked.")); return; }
    location.href = `../${encodeURIComponent(found.document)}/${String(found.page).padStart(4, "0")}.html`;
  }

  const press = (state) => page.querySelector(`[data-state="${state}"]`).click();
  const bar = el("span", { class: "progress" }, [page, el("button", { type: "button", class: "quiet", id: "next-open", title: t("next page to check (x)"), onclick: next }, t("next open ›"))]);
  return { bar, next, checked: () => press("checked"), again: () => press("again") };
};
