/** The map of all windows of a period: first day across, last day upwards, coloured as on the pages of the claims. */

import { dayTicks } from "./chart.js";
import { percent } from "./words.js";

const MOST = 400;
const TICKS = 5;
const LEVELS = 10;
const FAINTEST = 0.12;
const [RISE, FALL, STILL] = [[33, 113, 181], [204, 92, 11], [128, 128, 128]];

/** @typedef {import("./path.js").Path} Path */
/** @typedef {import("./path.js").Basis} Basis */

/** @param {number} low @param {number} high @param {Set<number>} missing @returns {number[]} At most MOST positions. */
export function sampled(low, high, missing) {
  const every = step(low, high);
  return Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, at) => low + at * every).filter(
    (at) => !missing.has(at),
  );
}

/** @param {number} low @param {number} high @returns {number} A map shows every close, or every second, third, ... */
export function step(low, high) {
  return Math.ceil((high - low + 1) / MOST);
}

/**
 * The colours of all windows, shape (n, n), the upper row first; equal steps of growth get equal steps of colour.
 * @param {number[]} values Logarithms. @returns {Uint8ClampedArray} Red, green, blue and opacity of each cell.
 */
export function colours(values) {
  const size = values.length;
  const largest = Math.max(...values) - Math.min(...values);
  const cells = new Uint8ClampedArray(4 * size * size);
  for (let start = 0; start < size; start += 1) {
    for (let end = start + 1; end < size; end += 1) {
      const level = Math.round(((values[end] - values[start]) / (largest || 1)) * LEVELS);
      const opacity = FAINTEST + ((1 - FAINTEST) * Math.abs(level)) / LEVELS;
      const colour = level > 0 ? RISE : level < 0 ? FALL : STILL;
      cells.set([...colour, 255 * opacity], 4 * ((size - 1 - end) * size + start));
    }
  }
  return cells;
}

/** @param {number} share Of the side. @param {string} words @param {"left" | "bottom"} side @returns {Element} */
function label(share, words, side) {
  const element = document.createElement("span");
  element.textContent = words;
  element.style[side] = `${100 * share}%`;
  return element;
}

/** A map that draws itself into a canvas, marks one window, and calls ``chosen`` with two positions on a click. */
export class WindowMap {
  /**
   * @param {HTMLCanvasElement} canvas @param {HTMLElement} mark
   * @param {{across: HTMLElement, up: HTMLElement, scale: HTMLElement}} axes Where days and colours are named.
   * @param {(start: number, end: number) => void} chosen
   */
  constructor(canvas, mark, axes, chosen) {
    this.canvas = canvas;
    this.mark = mark;
    this.axes = axes;
    this.key = "";
    /** @type {number[]} */
    this.positions = [];
    canvas.addEventListener("click", (event) => {
      const [start, end] = this.pointed(event);
      if (start < end) chosen(start, end);
    });
  }

  /**
   * @param {Path} path @param {Basis} basis @param {[number, number]} period First and last position.
   * @param {{start: number, end: number}} found
   */
  show(path, basis, [low, high], { start, end }) {
    const key = [path.series, basis, low, high].join();
    if (key !== this.key) {
      this.key = key;
      this.positions = sampled(low, high, path.missing);
      const values = this.positions.map((at) => path[basis][at]);
      this.draw(values);
      this.name(this.positions.map((at) => path.days[at]), (Math.max(...values) - Math.min(...values)) * path.unit);
    }
    const place = (at) => (100 * (this.positions.filter((one) => one <= at).length - 0.5)) / this.positions.length;
    this.mark.style.left = `${place(start)}%`;
    this.mark.style.bottom = `${place(end)}%`;
  }

  /** @param {number[]} values */
  draw(values) {
    this.canvas.width = this.canvas.height = values.length;
    const image = new ImageData(colours(values), values.length, values.length);
    this.canvas.getContext("2d").putImageData(image, 0, 0);
  }

  /** Days along both sides, and what the strongest colours stand for. @param {number[]} days @param {number} largest */
  name(days, largest) {
    const ticks = dayTicks(days[0], days[days.length - 1], TICKS).map(([day, words]) => [
      (days.findIndex((one) => one >= day) + 0.5) / days.length,
      words,
    ]);
    this.axes.across.replaceChildren(...ticks.map(([share, words]) => label(share, words, "left")));
    this.axes.up.replaceChildren(...ticks.map(([share, words]) => label(share, words, "bottom")));
    const ends = [Math.expm1(-largest), 0, Math.expm1(largest)];
    this.axes.scale.replaceChildren(...ends.map((end, at) => label(at / 2, percent(end, 0), "left")));
  }

  /** @param {MouseEvent} event @returns {[number, number]} The positions of the window under the pointer. */
  pointed(event) {
    const { left, bottom, width, height } = this.canvas.getBoundingClientRect();
    const size = this.positions.length;
    const cell = (share) => this.positions[Math.min(size - 1, Math.max(0, Math.floor(share * size)))];
    return [cell((event.clientX - left) / width), cell((bottom - event.clientY) / height)];
  }
}
