"use strict";
// Corrections, where a server keeps them: texts set anew, blocks moved, articles merged and split.
Banmian.edit = (data, text, reload) => {
  const { el, remembered, remember } = Banmian;
  const none = { tools: null, begin() {}, choose() {} };
  const list = history();
  if (!data.serve) return { ...none, list };

  const HEADS = ["headline", "kicker", "subheadline", "section"];
  const tools = el("div", { id: "edit", hidden: true, role: "toolbar", "aria-label": "correct" });
  const who = el("input", { id: "who", placeholder: "Your name", value: remembered("who", ""), "aria-label": "your name", maxlength: 80 });
  who.addEventListener("change", () => remember("who", who.value.trim()));
  let place = null;

  const article = () => data.articles.find((item) => item.index === place.a);
  const block = () => (typeof place.b === "number" ? article().blocks[place.b] : null);

  async function send(act) {
    if (!who.value.trim()) { who.focus(); tell("Your name first: every correction says whose it is."); return; }
    remember("who", who.value.trim());
    const answer = await fetch("corrections", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Banmian": "1" },
      body: JSON.stringify({ seen: data.document.corrections.length, who: who.value.trim(), ...act }),
    });
    const said = await answer.json();
    if (answer.ok) reload(); else tell(said.error);
  }

  async function takeBack() {
    const answer = await fetch("corrections", {
      method: "DELETE", headers: { "X-Banmian": "1", "X-Seen": data.document.corrections.length },
    });
    const said = await answer.json();
    if (answer.ok) reload(); else tell(said.error);
  }

  const note = el("p", { class: "note", role: "status" });
  const tell = (words) => { note.textContent = words; tools.hidden = false; };
  const named = () => ({ article: article().id, headline: article().headline });

  function begin() {
    if (!place) return;
    const target = text.part(place);
    if (!target || target.querySelector("textarea") || HEADS.indexOf(place.b) < 0 && !block()) return;
    const before = block() ? block().text : article()[place.b] || (article().fields[place.b] || []).map((p) => (typeof p === "string" ? p : p[0])).join("") || null;
    const shown = [...target.childNodes];
    const area = el("textarea", { class: "writing", rows: 1, "aria-label": "corrected text" });
    area.value = before || "";
    const grow = () => { area.style.height = "auto"; area.style.height = `${area.scrollHeight + 2}px`; };
    const stop = () => { target.classList.remove("editing"); target.replaceChildren(...shown); };
    const save = () => {
      const after = area.value.replace(/\r/g, "").trim();
      const flat = block() && block().type === "verse" ? after : after.replace(/\s*\n\s*/g, "");
      if (flat === (before || "")) { stop(); return; }
      send({ action: "edit", ...named(), field: block() ? "block" : place.b, block: block() ? place.b : null, before, after: flat });
    };
    area.addEventListener("input", grow);
    area.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") stop();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
    });
    target.classList.add("editing");
    target.replaceChildren(area, el("span", { class: "writing-tools" }, [
      el("button", { type: "button", class: "main", onclick: (event) => { event.stopPropagation(); save(); } }, "Save"),
      el("button", { type: "button", class: "quiet", onclick: (event) => { event.stopPropagation(); stop(); } }, "Leave"),
      el("small", {}, "Ctrl+Enter saves, Esc leaves"),
    ]));
    grow();
    area.focus();
  }

  function others(words, act) {
    const pick = el("select", { "aria-label": words }, [el("option", { value: "" }, words)].concat(
      data.document.all.filter((one) => one.id !== article().id).map((one) => el("option", { value: one.id }, one.label))));
    pick.addEventListener("change", () => {
      const other = data.document.all.find((one) => one.id === pick.value);
      if (other) act({ other: other.id, other_headline: other.headline });
    });
    return pick;
  }

  // Asks for the headline of the article that begins here.
  function split() {
    const own = block();
    const title = el("input", { id: "new-headline", type: "text", placeholder: "may stay empty", maxlength: 300 });
    const asking = el("dialog", { class: "asking" }, el("form", { method: "dialog" }, [
      el("h2", {}, "A new article from here"),
      el("p", { class: "opening" }, own.text.length > 60 ? `${own.text.slice(0, 60)}…` : own.text),
      el("label", {}, ["Its headline", title]),
      el("p", { class: "buttons" }, [
        el("button", { type: "submit", class: "main" }, "Split off"),
        el("button", { type: "button", class: "quiet", onclick: () => asking.close() }, "Leave"),
      ]),
    ]));
    const rank = place.b;
    asking.addEventListener("submit", (event) => {
      event.preventDefault();
      asking.close();
      send({ action: "split", ...named(), block: rank, before: own.text, after: title.value.trim() || null });
    });
    asking.addEventListener("close", () => asking.remove());
    asking.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(asking);
    asking.showModal();
  }

  function choose(chosen) {
    place = chosen && chosen.a >= 0 ? chosen : null;
    note.textContent = "";
    tools.hidden = !place;
    if (!place) return;
    const own = block();
    tools.replaceChildren(...[
      el("button", { type: "button", class: "main", title: "write anew (e)", onclick: begin }, own ? "Edit text" : "Edit headline"),
      own ? others("Move …", (other) => send({ action: "move", ...named(), block: place.b, before: own.text, ...other })) : null,
      own && place.b > 0 ? el("button", { type: "button", class: "quiet", onclick: split }, "Split here") : null,
      others("Merge …", (other) => send({ action: "merge", ...named(), ...other })),
      who, note,
    ].filter(Boolean));
  }

  function history() {
    const { corrections, stale } = data.document;
    if (!corrections.length) return null;
    const said = (one) => ({
      edit: `${one.field === "block" ? "a paragraph" : one.field} of`, move: "moved a paragraph out of",
      merge: "merged into", split: "split",
    }[one.action]);
    const done = el("details", {}, [
      el("summary", {}, `${corrections.length} by hand`),
      el("div", { class: "list" }, [
        ...stale.map((words) => el("p", { class: "stale" }, words)),
        ...corrections.map((one) => el("div", { class: "correction" }, [
          el("p", {}, [el("b", {}, one.who), " ", el("time", {}, one.when.slice(0, 16).replace("T", " ")), " ", said(one), " ", el("i", {}, one.headline || one.article)]),
          one.before !== null ? el("p", {}, el("del", {}, one.before)) : null,
          one.after !== null ? el("p", {}, el("ins", {}, one.after)) : null,
        ])),
      ]),
    ]);
    return el("div", { class: "history" }, [done, data.serve ? el("button", {
      type: "button", class: "quiet", id: "take-back", title: "take the last correction back (u)", onclick: () => takeBack(),
    }, "↶ undo") : null]);
  }

  return { tools, list, begin, choose };
};
