"use strict";
// Texts that were typed and not saved: kept in this browser until they are saved or given up, and offered again.
Banmian.drafts = (data) => {
  const prefix = `banmian.draft.${data.document.name}.`;
  const store = (() => { try { return localStorage; } catch (refused) { return null; } })();

  // What a text is called: its article and slot, or the document's field.
  const key = (place) => `${prefix}${data.page.number}.${place}`;

  function all() {
    if (!store) return [];
    const found = [];
    for (let rank = 0; rank < store.length; rank += 1) {
      const name = store.key(rank);
      if (!name.startsWith(`${prefix}${data.page.number}.`)) continue;
      try { found.push({ place: name.slice(`${prefix}${data.page.number}.`.length), ...JSON.parse(store.getItem(name)) }); } catch (damaged) { store.removeItem(name); }
    }
    return found;
  }

  function keep(place, before, text) {
    if (!store) return;
    try { store.setItem(key(place), JSON.stringify({ before, text, when: Date.now() })); } catch (full) { return; }
  }

  const drop = (place) => { if (store) store.removeItem(key(place)); };
  return { all, keep, drop };
};
