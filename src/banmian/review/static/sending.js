"use strict";
// Corrections on their way to the server; where another person was faster, both texts are shown and nothing is lost.
Banmian.sending = (data, tell, reload, tools) => {
  const { el, t, language, remembered, remember } = Banmian;
  const who = el("input", { id: "who", placeholder: t("Your name"), value: remembered("who", ""), "aria-label": t("Your name"), maxlength: 80 });
  who.addEventListener("change", () => remember("who", who.value.trim()));

  function name() {
    if (!who.value.trim()) {
      tools.hidden = false;
      if (!who.isConnected) tools.append(who);
      who.focus();
      tell(t("Enter your name first: each correction is stored with it."));
      return null;
    }
    remember("who", who.value.trim());
    return who.value.trim();
  }

  async function ask(method, address, values, headers) {
    try {
      const answer = await fetch(address, {
        method, body: values === undefined ? undefined : JSON.stringify(values),
        headers: { "Content-Type": "application/json", "X-Banmian": Banmian.token(), ...headers },
      });
      const said = await answer.json();
      Banmian.hear(said.said);
      return { ok: answer.ok, said };
    } catch (unreachable) {
      return { ok: false, said: { error: "Not saved: the server does not answer. What you typed is kept in this browser." } };
    }
  }

  const values = (act) => ({ seen: data.document.corrections.length, who: name(), ...act });

  // Stores a correction; true where it was stored and the caller shows the page anew itself.
  async function send(act, stay) {
    if (!name()) return false;
    const { ok, said } = await ask("POST", "corrections", values(act));
    if (ok) { if (!stay && act.action !== "edit" && act.action !== "divide") reload(); return true; }
    if (said.conflict) return settle(said.conflict, t(said.error));
    tell(t(said.error));
    return false;
  }

  async function preview(act) {
    if (!name()) return null;
    const { ok, said } = await ask("POST", "corrections", { ...values(act), preview: true });
    if (!ok) tell(t(said.error));
    return ok ? said : null;
  }

  async function undo() {
    const { ok, said } = await ask("DELETE", "corrections", undefined, { "X-Seen": data.document.corrections.length });
    if (ok) reload(); else tell(t(said.error));
  }

  // The difference: what others did meanwhile, what stands there now, what this person wants.
  function settle(conflict, words) {
    return new Promise((done) => {
      const lang = data.document.language;
      const day = (when) => new Date(when).toLocaleString(language, { timeStyle: "short", dateStyle: "medium" });
      const close = (value) => { dialog.close(); done(value); };
      const again = async () => {
        const { ok, said } = await ask("POST", "corrections", { ...conflict.again, when: undefined, who: name(), seen: conflict.seen });
        if (ok) { close(true); if (conflict.mine.action !== "edit") reload(); } else { tell(t(said.error)); close(false); }
      };
      const dialog = el("dialog", { class: "asking conflict" }, [
        el("h2", {}, t("Changed by someone else meanwhile")), el("p", { class: "note" }, words),
        ...conflict.since.map((one) => el("p", {}, [el("b", {}, one.who), " ", el("time", { datetime: one.when }, day(one.when)), " ",
          one.before === null ? null : el("del", { lang }, one.before), " ", one.after === null ? null : el("ins", { lang }, one.after)])),
        conflict.now === null ? null : el("p", {}, [el("b", {}, t("Now")), " ", el("q", { lang, class: "theirs" }, conflict.now)]),
        conflict.mine.after === null ? null : el("p", {}, [el("b", {}, t("Yours")), " ", el("q", { lang, class: "mine" }, conflict.mine.after)]),
        el("p", { class: "buttons" }, [
          conflict.again ? el("button", { type: "button", class: "main", id: "mine-anyway", onclick: again }, t("Save mine")) : null,
          el("button", { type: "button", id: "take-theirs", onclick: () => { close(false); reload(); } }, t("Show theirs, keep mine as a draft")),
          el("button", { type: "button", class: "quiet", onclick: () => close(false) }, t("Cancel")),
        ]),
      ].filter(Boolean));
      Banmian.asking.open(dialog);
    });
  }

  return { who, send, preview, undo, ask, reload, name, tell };
};
