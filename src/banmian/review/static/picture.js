"use strict";
// The picture of the page: zoom and pan, article areas in their colours, the order of reading, hits.
Banmian.picture = (data) => {
  const { el, svg, t, colour } = Banmian;
  const { width, height } = data.page;
  const EDGE = 14;
  const MOST_CROP = 1600;
  const stage = el("div", { id: "stage", tabindex: 0, role: "group", "aria-label": t("picture of the page") });
  if (!width || !height) {
    stage.append(el("p", { class: "muted" }, t("This text has no page picture.")));
    return { stage, mark() {}, focus() {}, boxes: () => [], crop: () => null, hits() {}, zoom() {}, fit() {}, state: () => null, restore() {} };
  }
  const sheet = el("div", { id: "sheet" });
  const layer = svg("svg", { viewBox: `0 0 ${width} ${height}`, id: "layer" });
  const hitLayer = svg("g", { id: "hit-layer" });
  sheet.append(data.picture ? el("img", { src: data.picture, alt: "", draggable: "false" }) : el("div", { class: "blank" }));
  sheet.append(layer);
  stage.append(sheet);

  let view = { x: 0, y: 0, k: 1 };
  let seen = false;
  let fitted = false;
  const moved = () => {
    sheet.style.transform = `translate(${view.x}px, ${view.y}px)`;
    sheet.style.width = `${width * view.k}px`;
    sheet.style.height = `${height * view.k}px`;
    layer.style.setProperty("--k", view.k);
  };
  const limits = () => ({ least: 0.5 * whole(), most: 40 * whole() });
  const whole = () => Math.min(stage.clientWidth / width, stage.clientHeight / height) * 0.97;

  function fit() {
    seen = true;
    fitted = true;
    view.k = whole();
    view.x = (stage.clientWidth - width * view.k) / 2;
    view.y = (stage.clientHeight - height * view.k) / 2;
    moved();
  }

  // What a box of the page shows, drawn anew: a canvas as large as its place allows; null where there is no picture.
  function crop([x0, y0, x1, y1]) {
    const image = sheet.querySelector("img");
    if (!image || !image.naturalWidth) return null;
    const [across, down] = [image.naturalWidth / width, image.naturalHeight / height];
    const size = [(x1 - x0) * across, (y1 - y0) * down];
    const scale = Math.min(1, MOST_CROP / Math.max(...size));
    const shown = size.map((side) => Math.max(1, Math.round(side * scale)));
    const canvas = el("canvas", { class: "crop", width: shown[0], height: shown[1], role: "img", "aria-label": t("the place on the picture") });
    canvas.getContext("2d").drawImage(image, x0 * across, y0 * down, ...size, 0, 0, ...shown);
    return canvas;
  }

  function zoom(factor, atX = stage.clientWidth / 2, atY = stage.clientHeight / 2) {
    const { least, most } = limits();
    fitted = false;
    const k = Math.min(Math.max(view.k * factor, least), most);
    view.x = atX - (atX - view.x) * (k / view.k);
    view.y = atY - (atY - view.y) * (k / view.k);
    view.k = k;
    moved();
  }

  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (event.ctrlKey || !event.shiftKey && Math.abs(event.deltaX) < 1) {
      const box = stage.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0016)), event.clientX - box.left, event.clientY - box.top);
    } else {
      view.x -= event.deltaX + (event.shiftKey ? event.deltaY : 0);
      moved();
    }
  }, { passive: false });

  const pointers = new Map();
  let dragged = false;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    dragged = false;
  });
  stage.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const [dx, dy] = [event.clientX - before[0], event.clientY - before[1]];
    if (!dragged && Math.hypot(dx, dy) < 4) return;
    if (!dragged) stage.setPointerCapture(event.pointerId);
    dragged = true;
    if (pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const far = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]);
      const box = stage.getBoundingClientRect();
      zoom(far([event.clientX, event.clientY]) / Math.max(far(before), 1), other[0] - box.left, other[1] - box.top);
    } else {
      fitted = false;
      view.x += dx;
      view.y += dy;
      moved();
    }
    stage.classList.add("dragging");
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    stage.addEventListener(kind, (event) => { pointers.delete(event.pointerId); stage.classList.remove("dragging"); });
  }

  const rect = (box, attributes) => svg("rect", {
    x: box[0], y: box[1], width: Math.max(box[2] - box[0], 0.1), height: Math.max(box[3] - box[1], 0.1), ...attributes,
  });

  // Pictures and tables: a click on one chooses its caption.
  function things(group, holder, owner) {
    for (const [list, field] of [[holder.images, "caption"], [holder.tables, "table_caption"]]) {
      for (const thing of list) {
        for (const box of thing.regions) group.append(rect(box, { class: "thing area", "data-a": owner, "data-b": `${field}-${thing.index}` }));
      }
    }
  }

  const free = Banmian.badges(data);

  function badge(group, kind, number, box, vertical, most) {
    const { x, y, room } = free(box, vertical, most);
    const size = `min(${most}px / var(--k, 1), ${room}px)`;
    group.append(svg("circle", { class: kind, cx: x, cy: y, style: { r: size } }));
    group.append(svg("text", { class: kind, x, y, style: { "font-size": `calc(1.15 * ${size})` } }, number));
  }

  function article(item, rank) {
    const group = svg("g", { class: "article", "data-a": item.index, style: { "--c": colour(item.index) } });
    for (const box of item.outline) group.append(rect(box, { class: "outline", "data-a": item.index, "data-b": "headline" }));
    for (const head of data.heads.filter((head) => head.article === item.index)) {
      group.append(rect(head.box, { class: "area", "data-a": item.index, "data-b": head.field }));
    }
    for (const block of item.blocks) {
      for (const box of block.regions) group.append(rect(box, { class: "area", "data-a": item.index, "data-b": block.index }));
    }
    things(group, item, item.index);
    const stops = item.blocks.flatMap((block) => block.regions);
    const head = item.outline[0] || stops[0];
    if (head) {
      const start = item.vertical ? [head[2], head[1]] : [head[0], head[1]];
      const points = [start].concat(stops.map((box) => [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]));
      group.append(svg("polyline", { class: "order", points: points.map((p) => p.join(",")).join(" ") }));
      stops.forEach((box, place) => badge(group, "stop order", place + 1, box, item.vertical, 7));
      badge(group, "badge", rank + 1, head, item.vertical, 12);
    }
    return group;
  }

  for (const piece of data.furniture) {
    for (const box of piece.regions) layer.append(rect(box, { class: "furniture area", "data-a": -1, "data-b": `furniture-${piece.index}` }));
  }
  const loose = svg("g", { style: { "--c": "var(--grey)" } });
  things(loose, data, -1);
  layer.append(loose);
  data.articles.forEach((item, rank) => layer.append(article(item, rank)));
  layer.append(hitLayer);

  const of = (a, b) => layer.querySelectorAll(`.area[data-a="${a}"][data-b="${b}"]`);

  // Show which text is meant: `kind` is "hover" or "chosen".
  function mark(kind, place) {
    for (const node of layer.querySelectorAll(`.${kind}`)) node.classList.remove(kind);
    if (!place) return;
    const group = layer.querySelector(`g.article[data-a="${place.a}"]`);
    if (group) group.classList.add(kind);
    for (const node of of(place.a, place.b)) node.classList.add(kind);
  }

  // Bring a box into view, larger where the page is shown whole.
  function focus(boxes) {
    if (!boxes.length) return;
    seen = true;
    fitted = false;
    const around = [0, 1, 2, 3].map((side) => (side < 2 ? Math.min : Math.max)(...boxes.map((box) => box[side])));
    const [x, y] = [(around[0] + around[2]) / 2, (around[1] + around[3]) / 2];
    const room = Math.min(stage.clientWidth / (around[2] - around[0]), stage.clientHeight / (around[3] - around[1])) * 0.6;
    view.k = Math.min(Math.max(view.k, Math.min(room, 2.2 * whole())), Math.max(room, whole()));
    view.x = within(stage.clientWidth / 2 - x * view.k, stage.clientWidth, width * view.k);
    view.y = within(stage.clientHeight / 2 - y * view.k, stage.clientHeight, height * view.k);
    moved();
  }

  // A sheet larger than the stage leaves none of it empty, a smaller one stands in its middle.
  function within(at, room, size) {
    if (size <= room) return (room - size) / 2;
    return Math.min(EDGE, Math.max(at, room - size - EDGE));
  }

  function boxes(place) {
    const item = data.articles.find((one) => one.index === place.a);
    const [field, rank] = String(place.b).split("-");
    const lists = { furniture: "furniture", caption: "images", credit: "images", table_caption: "tables", cell: "tables" };
    if (lists[field]) {
      const thing = ((item || data)[lists[field]] || []).find((one) => one.index === Number(rank));
      return thing ? thing.regions : [];
    }
    if (!item) return [];
    const block = typeof place.b === "number" ? item.blocks[place.b] : null;
    if (block) return block.regions;
    const heads = data.heads.filter((head) => head.article === place.a && head.field === place.b).map((head) => head.box);
    return heads.length ? heads : item.outline;
  }

  function hits(list) {
    hitLayer.replaceChildren(...list.map((hit) => rect(hit.box, { class: "hit" + (hit.now ? " now" : "") })));
  }

  const state = () => ({ ...view, fitted });
  const restore = ({ fitted: whole, ...kept }) => { seen = true; view = kept; if (whole) fit(); else moved(); };
  // A page shown whole stays whole when the window changes; else the middle of the picture stays in the middle.
  let [wide, high] = [0, 0];
  new ResizeObserver(() => {
    if (!seen || fitted) fit();
    else if (wide) {
      view.x += (stage.clientWidth - wide) / 2;
      view.y += (stage.clientHeight - high) / 2;
      moved();
    }
    [wide, high] = [stage.clientWidth, stage.clientHeight];
  }).observe(stage);
  return { stage, layer, mark, focus, boxes, crop, hits, zoom, fit, state, restore, wasDrag: () => dragged };
};
