"use strict";
// Which repairs are shown, and which texts are doubtful enough to look at.
Banmian.filters = (data, text, choose) => {
  const { el, t, choice, percent } = Banmian;
  const WORDS = { now: t("repaired"), was: t("original"), both: t("both") };
  const repairs = choice("repairs", ["now", "was", "both"], "now");
  const counts = new Map();
  for (const item of data.articles) for (const repair of item.repairs) counts.set(repair[0], (counts.get(repair[0]) || 0) + 1);
  const chosen = new Set(counts.keys());
  let at = -1;

  const mode = el("div", { class: "modes", role: "radiogroup", "aria-label": t("repairs") }, Object.entries(WORDS).map(([key, words]) =>
    el("button", { type: "button", role: "radio", "data-mode": key, title: t("repaired words (r)"), onclick: () => { repairs.set(key); show(); } }, words)));

  const fixes = () => [...text.panel.querySelectorAll(".fix:not(.off)")];
  function show() {
    for (const button of mode.children) button.setAttribute("aria-checked", button.dataset.mode === repairs.get());
    for (const node of text.panel.querySelectorAll(".fix")) {
      node.classList.toggle("off", !node.dataset.rules.split(" ").some((rule) => chosen.has(rule)));
    }
    status.textContent = counts.size ? String(fixes().length) : t("none");
  }

  function step(by) {
    const list = fixes();
    if (!list.length) return;
    at = (at + by + list.length) % list.length;
    for (const node of text.panel.querySelectorAll(".fix.at")) node.classList.remove("at");
    list[at].classList.add("at");
    choose(text.placeOf(list[at]), "text");
    list[at].scrollIntoView({ block: "center", behavior: "smooth" });
  }

  const status = el("span", { class: "muted", "aria-live": "polite" });
  const rules = el("details", { class: "rules" }, [
    el("summary", {}, [t("Repairs"), " ", status]),
    el("div", { class: "list" }, [
      el("button", { type: "button", class: "quiet", onclick: () => all(true) }, t("all")),
      el("button", { type: "button", class: "quiet", onclick: () => all(false) }, t("none")),
      el("button", { type: "button", class: "quiet", title: t("next repair (n)"), onclick: () => step(1) }, t("next ↓")),
      ...[...counts].sort((one, two) => two[1] - one[1]).map(([rule, number]) => el("label", {}, [
        el("input", { type: "checkbox", checked: true, "data-rule": rule, onchange: (event) => {
          if (event.target.checked) chosen.add(rule); else chosen.delete(rule);
          show();
        } }), rule, el("span", { class: "muted" }, number),
      ])),
    ]),
  ]);

  function all(on) {
    for (const box of rules.querySelectorAll("input")) {
      box.checked = on;
      if (on) chosen.add(box.dataset.rule); else chosen.delete(box.dataset.rule);
    }
    show();
  }

  const told = el("output", {}, t("all"));
  const sure = el("input", { type: "range", min: 0, max: 100, value: 100, id: "sure", "aria-label": t("show texts below this confidence") });
  sure.addEventListener("input", () => {
    const most = Number(sure.value) / 100;
    let found = 0;
    for (const node of text.panel.querySelectorAll(".part[data-sure]")) {
      const dim = most < 1 && Number(node.dataset.sure) > most;
      node.classList.toggle("dim", dim);
      found += !dim;
    }
    told.textContent = most < 1 ? t("{n} below {p}", { n: found, p: percent(most) }) : t("all");
  });

  const bar = el("div", { id: "filters" }, [
    mode, rules, el("label", { class: "sure" }, [t("Low confidence"), sure, told]),
  ]);
  show();
  return { bar, step, nextMode: () => { repairs.next(); show(); } };
};
