/** The chart of the what-if page: a line, the chosen window, and two sliders for its ends. */

import { dayNumber, dayText } from "./path.js";
import { longDay, shortDay, shortMonth, whole } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 300;
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 14, 16, 28];
const NEAR = 16;
const MONTH = 21;
const LABEL = 64;
const MOST_TICKS = 6;

/** @typedef {import("./path.js").Path} Path */
/** @typedef {{path: Path, basis: "price" | "total", start: number, end: number, zoomed: boolean}} View */

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} text @returns {Element} */
function drawn(name, attributes, text = "") {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.textContent = text;
  return element;
}

/** @param {number} value Steps. @param {number} unit @returns {number} 100 on the first day. */
const index = (value, unit) => 100 * Math.exp(value * unit);

/** @param {number} low @param {number} high @returns {number[]} Round values of an index on a scale of growth. */
function levels(low, high) {
  const found = [[1, 2, 5], [1, 3], [1]].map((leads) => {
    const powers = Array.from({ length: 18 }, (_, at) => 10 ** (at - 6));
    return powers.flatMap((power) => leads.map((lead) => lead * power)).filter((one) => one >= low && one <= high);
  });
  const even = evenLevels(low, high);
  return found[0].length < 3 ? even : found.find((one) => one.length <= MOST_TICKS) ?? found[2];
}

/** @param {number} low @param {number} high @returns {number[]} Multiples of a round step. */
function evenLevels(low, high) {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((lead) => lead * power).find((one) => one >= rough);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, at) => (first + at) * step);
}

/** @param {number} first @param {number} last Days. @param {number} most @returns {[number, string][]} */
export function dayTicks(first, last, most) {
  if (last - first < 70) {
    const step = Math.max(1, Math.ceil((last - first) / most));
    return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, at) => {
      const day = first + at * step;
      return [day, shortDay(dayText(day))];
    });
  }
  const months = (last - first) / 30.4;
  const step = [1, 2, 3, 6, 12, 24, 36, 60].find((one) => months / one <= most) ?? 120;
  return monthStarts(first, last)
    .filter((_, at, all) => (Number(all[at].slice(0, 4)) * 12 + Number(all[at].slice(5, 7)) - 1) % step === 0)
    .map((text) => [dayNumber(text), step < 12 ? shortMonth(text) : text.slice(0, 4)]);
}

/** @param {number} first @param {number} last @returns {string[]} The first of every month from one day to another. */
function monthStarts(first, last) {
  const found = [];
  let [year, month] = dayText(first).split("-").map(Number);
  for (;;) {
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    const text = `${year}-${String(month).padStart(2, "0")}-01`;
    if (dayNumber(text) > last) return found;
    found.push(text);
  }
}

/** A chart that draws itself into an empty ``svg`` and calls ``moved`` with two positions when an end was moved. */
export class Chart {
  /** @param {SVGSVGElement} svg @param {(start: number, end: number) => void} moved */
  constructor(svg, moved) {
    this.svg = svg;
    this.moved = moved;
    /** @type {View | null} */
    this.view = null;
    this.back = svg.appendChild(drawn("g", { "aria-hidden": "true" }));
    this.handles = [this.handle("First day", 0), this.handle("Last day", 1)];
    /** @type {number | null} The position that stays while the other end is dragged. */
    this.fixed = null;
    svg.addEventListener("pointerdown", (event) => this.pressed(event));
    svg.addEventListener("pointermove", (event) => this.dragged(event));
    for (const name of ["pointerup", "pointercancel"]) svg.addEventListener(name, () => this.released());
    new ResizeObserver(() => this.redraw()).observe(svg);
  }

  /** @param {string} label @param {0 | 1} which @returns {Element} */
  handle(label, which) {
    const group = drawn("g", { class: "fc-wi-handle", role: "slider", tabindex: 0, "aria-label": label });
    group.append(
      drawn("rect", { class: "fc-wi-grip", x: -NEAR, y: TOP, width: 2 * NEAR, height: HEIGHT - TOP - BOTTOM }),
      drawn("line", { x1: 0, x2: 0, y1: TOP, y2: HEIGHT - BOTTOM }),
      drawn("circle", { r: 7 }),
    );
    group.addEventListener("keydown", (event) => this.keyed(event, which));
    return this.svg.appendChild(group);
  }

  /** @param {View} view */
  show(view) {
    this.view = view;
    this.redraw();
  }

  redraw() {
    const width = this.svg.clientWidth;
    if (!this.view || !width) return;
    if (this.fixed === null) this.range = this.ranged();
    this.width = width;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    this.scale();
    this.drawBack();
    this.drawHandles();
  }

  /** @returns {[number, number]} The positions from which to which the chart reaches. */
  ranged() {
    const { path, start, end, zoomed } = this.view;
    const last = path.days.length - 1;
    const margin = Math.max(5, Math.round((end - start) / 3));
    return zoomed && start >= 0 ? [Math.max(0, start - margin), Math.min(last, end + margin)] : [0, last];
  }

  scale() {
    const { path, basis } = this.view;
    const [from, to] = this.range;
    const seen = path[basis].slice(from, to + 1);
    const [low, high] = [seen.reduce((a, b) => Math.min(a, b)), seen.reduce((a, b) => Math.max(a, b))];
    const [first, last] = [path.days[from], path.days[to]];
    this.across = (day) => LEFT + ((day - first) / (last - first)) * (this.width - LEFT - RIGHT);
    this.up = (value) => HEIGHT - BOTTOM - ((value - low) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM);
    this.limits = [low, high];
  }

  drawBack() {
    const { path, basis, start, end } = this.view;
    this.back.replaceChildren(...this.grid());
    if (start >= 0) {
      const [left, right] = [start, end].map((at) => this.across(path.days[at]));
      const box = { x: left, y: TOP, width: Math.max(0, right - left), height: HEIGHT - TOP - BOTTOM };
      this.back.append(drawn("rect", { class: "fc-wi-window", ...box }));
    }
    this.back.append(drawn("path", { class: "fc-wi-line", d: this.line(path.days, path[basis]) }));
  }

  /** @returns {Element[]} Lines and labels of both axes. */
  grid() {
    const { path } = this.view;
    const [low, high] = this.limits.map((value) => index(value, path.unit));
    const right = this.width - RIGHT;
    const rows = levels(low, high).flatMap((level) => {
      const y = this.up(Math.log(level / 100) / path.unit);
      const label = level >= 100 ? whole(Math.round(level)) : String(Number(level.toPrecision(3)));
      return [
        drawn("line", { class: "fc-wi-grid", x1: LEFT, x2: right, y1: y, y2: y }),
        drawn("text", { x: LEFT - 6, y: y + 4, "text-anchor": "end" }, label),
      ];
    });
    const [first, last] = this.range.map((at) => path.days[at]);
    const columns = dayTicks(first, last, (right - LEFT) / LABEL).flatMap(([day, label]) => {
      const x = this.across(day);
      const text = drawn("text", { x, y: HEIGHT - 8, "text-anchor": "middle" }, label);
      return [drawn("line", { class: "fc-wi-grid", x1: x, x2: x, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM + 5 }), text];
    });
    return [...rows, ...columns];
  }

  /**
   * The line, with the lowest and highest close of every column of pixels.
   * @param {number[]} days @param {number[]} values @returns {string}
   */
  line(days, values) {
    const columns = new Map();
    for (let at = this.range[0]; at <= this.range[1]; at += 1) {
      const x = Math.round(this.across(days[at]));
      const seen = columns.get(x);
      if (!seen) columns.set(x, [at, at]);
      else if (values[at] < values[seen[0]]) seen[0] = at;
      else if (values[at] > values[seen[1]]) seen[1] = at;
    }
    const points = [...columns].flatMap(([x, [low, high]]) =>
      [...new Set([Math.min(low, high), Math.max(low, high)])].map((at) => `${x} ${this.up(values[at]).toFixed(1)}`),
    );
    return `M${points.join("L")}`;
  }

  drawHandles() {
    const { path, basis, start, end } = this.view;
    const last = path.days.length - 1;
    [start, end].forEach((at, which) => {
      const handle = this.handles[which];
      handle.toggleAttribute("hidden", at < 0);
      if (at < 0) return;
      handle.setAttribute("transform", `translate(${this.across(path.days[at])} 0)`);
      handle.lastElementChild.setAttribute("cy", String(this.up(path[basis][at])));
      handle.setAttribute("aria-valuemin", String(which ? start + 1 : 0));
      handle.setAttribute("aria-valuemax", String(which ? last : end - 1));
      handle.setAttribute("aria-valuenow", String(at));
      const level = index(path[basis][at], path.unit).toPrecision(4);
      handle.setAttribute("aria-valuetext", `${longDay(dayText(path.days[at]))}, index ${Number(level)}`);
    });
  }

  /** @param {KeyboardEvent} event @param {0 | 1} which */
  keyed(event, which) {
    const { path, start, end } = this.view;
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -MONTH, PageUp: MONTH };
    const [low, high] = which ? [start + 1, path.days.length - 1] : [0, end - 1];
    const ends = { Home: low, End: high };
    const at = which ? end : start;
    const wanted = event.key in ends ? ends[event.key] : at + (steps[event.key] ?? NaN);
    if (Number.isNaN(wanted)) return;
    event.preventDefault();
    const reached = this.onClose(Math.min(high, Math.max(low, wanted)), wanted < at ? -1 : 1, low, high);
    if (which) this.moved(start, reached);
    else this.moved(reached, end);
  }

  /** The nearest position with a close from ``at`` on in one direction; where there is none, that of the other. */
  onClose(at, way, low, high) {
    const { missing } = this.view.path;
    for (let one = at; one >= low && one <= high; one += way) if (!missing.has(one)) return one;
    for (let one = at; one >= low && one <= high; one -= way) if (!missing.has(one)) return one;
    return at;
  }

  /** @param {PointerEvent} event @returns {number} The position of the close nearest to the pointer. */
  pointed(event) {
    const { path } = this.view;
    const [from, to] = this.range;
    const x = event.clientX - this.svg.getBoundingClientRect().left;
    let nearest = from;
    for (let at = from; at <= to; at += 1) {
      if (Math.abs(this.across(path.days[at]) - x) < Math.abs(this.across(path.days[nearest]) - x)) nearest = at;
    }
    return this.onClose(nearest, 1, from, to);
  }

  /** @param {PointerEvent} event */
  pressed(event) {
    if (!this.view || event.button !== 0) return;
    const { path, start, end } = this.view;
    const at = this.pointed(event);
    const x = event.clientX - this.svg.getBoundingClientRect().left;
    const away = [start, end].map((one) => (one < 0 ? Infinity : Math.abs(this.across(path.days[one]) - x)));
    const held = Math.min(...away) <= NEAR ? away.indexOf(Math.min(...away)) : -1;
    this.fixed = held < 0 ? at : held ? start : end;
    this.svg.setPointerCapture(event.pointerId);
    if (held >= 0) this.handles[held].focus();
  }

  /** @param {PointerEvent} event */
  dragged(event) {
    if (this.fixed === null) return;
    const at = this.pointed(event);
    if (at !== this.fixed) this.moved(Math.min(at, this.fixed), Math.max(at, this.fixed));
  }

  released() {
    if (this.fixed === null) return;
    this.fixed = null;
    this.redraw();
  }
}
