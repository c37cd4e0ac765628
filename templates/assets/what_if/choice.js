/** What a reader has chosen, in the address and back, and the claims that a window would make true. */

import { Problem, dayNumber } from "./path.js";

/**
 * @typedef {Object} Choice
 * @property {string} asset
 * @property {string} from
 * @property {string} to
 * @property {import("./path.js").Basis} basis
 *
 * @typedef {Object} Series
 * @property {string} id
 * @property {string} title
 * @property {string} group
 * @property {string} first
 * @property {string} last
 * @property {number} gap
 * @property {string} note
 * @property {string} source
 *
 * @typedef {Object} Claim
 * @property {string} title
 * @property {string} page
 * @property {string[]} series
 * @property {boolean} figure
 * @property {string} wants
 * @property {number | null} low
 * @property {number | null} high
 * @property {boolean} lowIncluded
 * @property {boolean} highIncluded
 * @property {string} from
 * @property {string} to
 * @property {string} period
 * @property {string} own
 *
 * @typedef {{series: Series[], claims: Claim[]}} Choices
 */

/** @param {Choices} choices @returns {Choice} The window of the first claimed figure, where the page begins. */
export function firstChoice(choices) {
  const claim = choices.claims.find((one) => one.figure) ?? choices.claims[0];
  const { id, first, last } = choices.series[0];
  const plain = { asset: id, from: first, to: last, basis: "price" };
  return claim ? { ...plain, ...Object.fromEntries(new URLSearchParams(claim.own)) } : plain;
}

/**
 * The choice that an address holds. What it leaves out is taken from the series; what is wrong is left at where the
 * page begins, and ``problem`` says what it was.
 * @param {string} query @param {Choices} choices @returns {{choice: Choice, problem: string}}
 */
export function fromAddress(query, choices) {
  const said = new URLSearchParams(query);
  const given = ["asset", "from", "to", "basis"].filter((name) => said.has(name));
  const start = firstChoice(choices);
  if (!given.length) return { choice: start, problem: "" };
  const asset = said.get("asset") ?? start.asset;
  const series = choices.series.find((one) => one.id === asset);
  const known = series ?? choices.series.find((one) => one.id === start.asset);
  const choice = { asset: known.id, from: known.first, to: known.last, basis: start.basis };
  const wrong = series ? [] : [`“${asset}” is not among the series of this page. Choose one from the list.`];
  for (const name of ["from", "to"]) {
    const text = said.get(name);
    if (text === null) continue;
    if (dayNumber(text) === null) wrong.push(`“${text}” in the address is no day. Write days like 2020-12-31.`);
    else choice[name] = text;
  }
  const basis = said.get("basis") ?? choice.basis;
  if (basis === "price" || basis === "total") choice.basis = basis;
  else wrong.push(`“${basis}” is not a way to count a return. Write price or total.`);
  return { choice, problem: wrong.join(" ") };
}

/** @param {Choice} choice @returns {string} The part of an address that keeps it. */
export function toAddress({ asset, from, to, basis }) {
  return `?${new URLSearchParams({ asset, from, to, basis })}`;
}

/** @param {Choice} choice @returns {[number, number]} First and last day as numbers; raises Problem. */
export function chosenDays({ from, to }) {
  const days = [["first", from], ["last", to]].map(([name, text]) => {
    const day = dayNumber(text);
    if (day === null) throw new Problem(`Choose a ${name} day.`);
    return day;
  });
  return [days[0], days[1]];
}

/** @param {Claim} claim @param {number} value A fraction. @returns {boolean} Whether it is what the claim says. */
export function meets(claim, value) {
  const { low, high, lowIncluded, highIncluded } = claim;
  const above = low === null || value > low || (lowIncluded && value === low);
  const below = high === null || value < high || (highIncluded && value === high);
  return above && below;
}
