"use strict";
// A box drawn on the picture with the pointer, in the unit of the page.
Banmian.drawing = (picture) => (words, done, tell) => {
  const { svg } = Banmian;
  const { stage, layer } = picture;
  if (!layer) return;
  tell(words);
  stage.classList.add("drawing");
  let start = null;
  const shape = svg("rect", { class: "drawn" });
  const at = (event) => {
    const box = layer.getBoundingClientRect();
    const [, , width, height] = layer.getAttribute("viewBox").split(" ").map(Number);
    const within = (value, most) => Math.min(Math.max(value, 0), most);
    return [within(((event.clientX - box.left) / box.width) * width, width), within(((event.clientY - box.top) / box.height) * height, height)];
  };
  const corners = (end) => [Math.min(start[0], end[0]), Math.min(start[1], end[1]), Math.max(start[0], end[0]), Math.max(start[1], end[1])];
  const show = ([x0, y0, x1, y1]) => { for (const [name, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })) shape.setAttribute(name, value); };
  const down = (event) => { event.stopPropagation(); event.preventDefault(); start = at(event); show(corners(start)); layer.append(shape); stage.setPointerCapture(event.pointerId); };
  const move = (event) => { if (start) { event.stopPropagation(); show(corners(at(event))); } };
  const up = (event) => {
    if (!start) return;
    event.stopPropagation();
    const box = corners(at(event)).map((value) => Math.round(value * 10) / 10);
    stop();
    if (box[2] - box[0] > 1 && box[3] - box[1] > 1) done(box);
  };
  const key = (event) => { if (event.key === "Escape") { event.stopPropagation(); stop(); } };
  const still = (event) => event.stopPropagation();
  const heard = [["pointerdown", down], ["pointermove", move], ["pointerup", up], ["click", still], ["dblclick", still]];
  function stop() {
    shape.remove();
    stage.classList.remove("drawing");
    tell("");
    setTimeout(() => { for (const [kind, act] of heard) stage.removeEventListener(kind, act, true); });
    document.removeEventListener("keydown", key, true);
  }
  for (const [kind, act] of heard) stage.addEventListener(kind, act, true);
  document.addEventListener("keydown", key, true);
};
