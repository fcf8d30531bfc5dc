"use strict";
// Small things that all views use. Texts of pages only ever become text nodes.
const Banmian = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const COLOURS = [
    "#c8412f", "#1f6fb2", "#2c8a57", "#d07a12", "#7a55c7", "#00838f",
    "#b8195c", "#6b4a3f", "#5f8a22", "#3a4ba8", "#a88000", "#56707f",
  ];

  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "style") for (const [key, own] of Object.entries(value)) node.style.setProperty(key, own);
      else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of [].concat(children === undefined ? [] : children)) {
      if (child !== null && child !== undefined && child !== false) {
        node.append(child instanceof Node ? child : String(child));
      }
    }
    return node;
  }

  const el = (tag, attributes, children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, children) => fill(document.createElementNS(SVG, tag), attributes, children);

  function remembered(name, otherwise) {
    try {
      const value = localStorage.getItem("banmian." + name);
      return value === null ? otherwise : value;
    } catch (refused) {
      return otherwise;
    }
  }

  function remember(name, value) {
    try {
      localStorage.setItem("banmian." + name, value);
    } catch (refused) {
      return;
    }
  }

  // A choice that stands on the root element as data-NAME and is kept for the next page.
  function choice(name, values, standing) {
    let now = remembered(name, standing);
    if (!values.includes(now)) now = standing;
    const show = () => { document.documentElement.dataset[name] = now; };
    show();
    return {
      get: () => now,
      set(value) { now = value; remember(name, value); show(); },
      next() { this.set(values[(values.indexOf(now) + 1) % values.length]); return now; },
    };
  }

  const data = JSON.parse(document.getElementById("data").textContent);

  // The interface in the language that the server chose, else in the first of the browser's that there is.
  function wished(tags) {
    for (const tag of tags.map((one) => one.toLowerCase())) {
      if (/^zh\b/.test(tag)) return /hant|tw|hk|mo/.test(tag) ? "zh-Hant" : "zh-Hans";
      if (/^en\b/.test(tag)) return "en";
    }
    return "en";
  }
  const language = data.language || wished(navigator.languages || [navigator.language || "en"]);
  document.documentElement.lang = language;

  // A string of the interface; {name} stands for a value. English, the key, where the table has none.
  const known = { ...BANMIAN_WORDS, ...data.said };
  const hear = (said) => { Object.assign(known, said); };
  const spoken = (key) => language in (known[key] || {});
  function t(key, values) {
    const words = (known[key] || {})[language] || key;
    return words.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
  }

  // What shows the server that a request is from a page of its own.
  const token = () => data.token || "1";

  const theme = choice("theme", ["auto", "light", "dark"], "auto");
  const colour = (index) => (index < 0 ? "var(--grey)" : COLOURS[index % COLOURS.length]);
  const percent = (value) => (value === null || value === undefined ? "–" : Math.round(value * 100) + " %");
  const grouped = (number) => number.toLocaleString(language);
  const count = (number, one, many) => t(number === 1 ? one : many, { n: grouped(number) });

  function themeButton() {
    const names = { auto: "◐", light: "☀", dark: "☾" };
    const button = el("button", { class: "quiet", type: "button", title: t("light or dark (t)"), id: "theme" });
    const show = () => { button.textContent = names[theme.get()]; };
    button.addEventListener("click", () => { theme.next(); show(); });
    show();
    return button;
  }

  // How sure: a short bar and a number; low ones stand out.
  function gauge(value) {
    const known = value !== null && value !== undefined;
    const low = known && value < 0.8;
    const bar = el("span", { class: "bar" });
    if (known) bar.append(svg("svg", { viewBox: "0 0 100 8", preserveAspectRatio: "none" }, [
      svg("rect", { width: Math.round(value * 100), height: 8 }),
    ]));
    return el("span", { class: "gauge" + (low ? " low" : "") }, [bar, el("span", { class: "figure" }, percent(value))]);
  }

  return { el, svg, t, hear, spoken, language, choice, colour, percent, count, grouped, data, theme, themeButton, gauge, remembered, remember, token };
})();
