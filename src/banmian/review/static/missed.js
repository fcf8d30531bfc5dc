"use strict";
// A line that was missed: drawn on the picture, then typed beside what the picture shows there. What is typed is kept
// in this browser until it is saved or given up.
Banmian.missed = (data, places, drafts, picture, desk) => {
  const { t } = Banmian;
  const KEY = "missed";
  const draw = Banmian.drawing(picture);

  function act({ bbox, chosen }, after, role) {
    const at = { page: data.page.number, bbox, after };
    const place = chosen && places.placeOf(chosen);
    if (!place || place.a < 0 || role === "article") return { action: "add", field: "article", ...at };
    if (role === "block") return { action: "add", ...places.named(place), field: "block", place: typeof place.b === "number" ? place.b + 1 : 0, ...at };
    return { action: "add", ...places.named(place), field: role, ...at };
  }

  function ask(where, text) {
    const place = where.chosen && places.placeOf(where.chosen);
    Banmian.asking.missed(Boolean(place && place.a >= 0), picture.crop(where.bbox), text, {
      typed: (words) => (words.trim() ? drafts.keep(KEY, where, words) : drafts.drop(KEY)),
      given: () => drafts.drop(KEY),
      done: async (after, role) => { if (await desk.send(act(where, after, role), true)) { drafts.drop(KEY); desk.reload(); } },
    });
  }

  const begin = (place) => {
    if (!desk.name()) return;
    const chosen = place ? places.key(place) : null;
    draw(t("Draw a box around the missed text. Esc cancels."), (bbox) => ask({ bbox, chosen }, ""), desk.tell);
  };
  const isDraft = (draft) => draft.place === KEY;
  const again = (draft) => ask(draft.before, draft.text);
  return { begin, again, isDraft };
};
