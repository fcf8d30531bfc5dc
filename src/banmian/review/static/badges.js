"use strict";
// Where a number can stand without covering text: beside the corner where a text begins, as large as there is room.
Banmian.badges = (data) => {
  const lines = [
    ...data.lines.map((line) => line[0]), ...data.heads.map((head) => head.box),
    ...data.furniture.flatMap((piece) => piece.regions), ...data.articles.flatMap((item) => item.blocks.flatMap((block) => block.regions)),
  ].filter(Boolean);
  const { width, height } = data.page;
  const CELL = Math.max(width, height) / 24;
  const cells = new Map();
  const cell = (x, y) => `${Math.floor(x / CELL)}:${Math.floor(y / CELL)}`;
  for (const box of lines) {
    for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x += 1) {
      for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y += 1) {
        const key = `${x}:${y}`;
        if (!cells.has(key)) cells.set(key, []);
        cells.get(key).push(box);
      }
    }
  }

  // The distance of a point to the nearest text, at most a cell.
  function room(x, y) {
    let least = Math.min(CELL, x, y, width - x, height - y);
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        for (const [x0, y0, x1, y1] of cells.get(cell(x + dx * CELL, y + dy * CELL)) || []) {
          least = Math.min(least, Math.hypot(Math.max(x0 - x, 0, x - x1), Math.max(y0 - y, 0, y - y1)));
        }
      }
    }
    return Math.max(least, 0);
  }

  // A place beside the beginning of a box: before its first line, or above it.
  return ([x0, y0, x1], vertical, most) => {
    const size = (most / 12) * (width / 70);
    const steps = [0.25, 0.5, 0.75, 1, 1.4];
    const corner = vertical ? x1 : x0;
    const out = vertical ? 1 : -1;
    const places = steps.flatMap((step) => [[corner + out * step * size, y0 + size / 2], [corner, y0 - step * size], [corner + out * step * size, y0 - step * size], [corner - out * size, y0 - step * size]]);
    let best = { x: corner, y: y0, room: 0 };
    for (const [x, y] of places) {
      const found = room(x, y);
      if (found > best.room * 1.15 + 0.01) best = { x, y, room: found };
      if (best.room >= size) break;
    }
    return { ...best, room: Math.round(best.room * 0.95 * 100) / 100 };
  };
};
