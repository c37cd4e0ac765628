/** The rows of the two tables of the what-if page, and what a window does to a claim. */

import { share, shortSpan, whole } from "./words.js";

/** @typedef {{class: string, shape: string, word: string}} Mark A word and a shape, and the class that colours them. */

/** @type {Mark} */
export const FITS = { class: "fc-holds", shape: "✓", word: "would make it true" };
/** @type {Mark} */
export const ELSEWHERE = { class: "fc-depends-on-reading", shape: "◐", word: "right size, wrong time" };
/** @type {Mark} */
export const MISSES = { class: "fc-not-testable", shape: "✕", word: "would not" };

/**
 * A new element; texts are put in as texts.
 * @param {string} name @param {Record<string, string>} attributes @param {...(Node | string)} inside
 * @returns {HTMLElement}
 */
export function made(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

/** @param {string | Node} title @param {(string | Node)[][]} cells @returns {HTMLElement} */
function row(title, cells) {
  return made("tr", {}, made("th", { scope: "row" }, title), ...cells.map((inside) => made("td", {}, ...inside)));
}

/** @param {string} title @param {import("./path.js").Rank} rank @returns {HTMLElement} */
export function rankRow(title, { windows, smaller, larger }) {
  const counted = [smaller, larger].map((count) => [share(count, windows), made("small", {}, whole(count))]);
  return row(title, [[whole(windows)], ...counted]);
}

/** @param {import("./choice.js").Claim} claim @param {Mark} mark @returns {HTMLElement} */
export function claimRow(claim, mark) {
  const shape = made("span", { class: "fc-shape", "aria-hidden": "true" }, mark.shape);
  const said = made("span", { class: `fc-verdict ${mark.class}` }, shape, ` ${mark.word}`);
  return row(made("a", { href: claim.page }, claim.title), [[said], [claim.wants], [shortSpan(claim.period)]]);
}
