"use strict";
// What a chosen text is in the document: the field, its rank, what it says.
Banmian.places = (data) => {
  const plain = (parts) => (parts || []).map((part) => (typeof part === "string" ? part : part[0])).join("") || null;
  const item = (place) => (place.a >= 0 ? data.articles.find((one) => one.index === place.a) : null);
  const of = (list, rank) => list.find((one) => one.index === rank);

  function slot(place) {
    const own = item(place);
    const holder = own || data;
    if (typeof place.b === "number") {
      const block = own.blocks[place.b];
      return { field: "block", block: place.b, before: block.text, lines: block.type === "verse" };
    }
    if (place.b === "bylines") return { field: "bylines", before: own.bylines_text, lines: true };
    if (place.b === "dateline") return { field: "dateline", before: own.dateline };
    const [field, ...ranks] = place.b.split("-");
    const [rank, row, column] = ranks.map(Number);
    if (field === "furniture") return { field, block: rank, before: of(data.furniture, rank).text, lines: true };
    if (field === "caption" || field === "credit") return { field, block: rank, before: of(holder.images, rank)[field] };
    if (field === "table_caption") return { field, block: rank, before: of(holder.tables, rank).caption };
    if (field === "cell") return { field, block: rank, cell: [row, column], before: of(holder.tables, rank).rows[row][column] };
    return { field, before: plain(own.fields[field]) };
  }

  const named = (place) => { const own = item(place); return own ? { article: own.id, headline: own.headline } : {}; };

  // The correction that sets a text.
  function edit(place, after) {
    const { field, block, cell, before } = slot(place);
    return { action: "edit", ...named(place), field, ...(block === undefined ? {} : { block }), ...(cell ? { cell } : {}), before, after: after || (field === "block" || field === "furniture" ? "" : null) };
  }

  // A name of the place that stands as long as the article has its id.
  const key = (place) => `${place.a >= 0 ? item(place).id : ""}|${place.b}`;
  function placeOf(name) {
    const [id, b] = name.split("|");
    const own = data.articles.find((one) => one.id === id);
    if (id && !own) return null;
    const place = { a: own ? own.index : -1, b: /^\d+$/.test(b) ? Number(b) : b };
    try { slot(place); } catch (gone) { return null; }
    return place;
  }

  return { slot, named, edit, key, placeOf };
};
