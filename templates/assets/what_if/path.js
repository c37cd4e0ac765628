/**
 * The growth of one series: reading its file, finding a window, its return, and where it stands among others.
 *
 * A close is held as the logarithm of its growth since the first one, in whole steps, so that sums and
 * comparisons are exact. The rules are those of the Python measures: the last close at or before a day stands for it.
 */

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUE_OF = new Map([...DIGITS].map((digit, value) => [digit, value]));
const DAY = 86400000;

/**
 * @typedef {Object} Numbers Whole numbers in the code of Rice (1979), six bits a digit.
 * @property {number} count
 * @property {number} low How many bits of each stand as they are; the part above stands as ones before a nought.
 * @property {string} text
 *
 * @typedef {Object} GrowthFile
 * @property {string} series
 * @property {string} first
 * @property {number} unit The size of a step.
 * @property {Numbers} days
 * @property {Numbers} changes
 * @property {[number, number][]} paid
 * @property {number[]} missing
 *
 * @typedef {Object} Path
 * @property {string} series
 * @property {number[]} days Days since 1970 of each close, oldest first.
 * @property {number[]} price Steps of the logarithm of the growth of the price, 0 at the first close.
 * @property {number[]} total The same with every dividend reinvested.
 * @property {Set<number>} missing Positions of days without a close.
 * @property {number} unit The size of a step.
 * @property {number} gap The most days by which a close may lie before the day that it stands for.
 *
 * @typedef {"price" | "total"} Basis
 * @typedef {{start: number, end: number, value: number}} Found Two positions, and the return as a fraction.
 * @typedef {{windows: number, smaller: number, larger: number}} Rank
 */

/** What a reader has chosen cannot be answered; the message says why and what to do. */
export class Problem extends Error {}

/** @param {string} text A day such as 2020-12-31. @returns {number | null} Days since 1970; null for what is no day. */
export function dayNumber(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const moment = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(moment) || dayText(moment / DAY) !== text ? null : moment / DAY;
}

/** @param {number} day Days since 1970. @returns {string} Such as 2020-12-31. */
export function dayText(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** @param {Numbers} numbers @returns {number[]} Of either sign, unfolded from 0, -1, 1, -2, ... */
export function decoded({ count, low, text }) {
  let at = 0;
  const bit = () => {
    const digit = VALUE_OF.get(text[Math.floor(at / 6)]);
    return (digit >> (5 - (at++ % 6))) & 1;
  };
  return Array.from({ length: count }, () => {
    let number = 0;
    while (bit()) number += 1;
    for (let rank = 0; rank < low; rank += 1) number = number * 2 + bit();
    return number % 2 ? -(number + 1) / 2 : number / 2;
  });
}

/** @param {number} first @param {number[]} changes @returns {number[]} */
function summed(first, changes) {
  const values = [first];
  for (const change of changes) values.push(values[values.length - 1] + change);
  return values;
}

/** @param {GrowthFile} file @param {number} gap @returns {Path} */
export function readPath(file, gap) {
  const price = summed(0, decoded(file.changes));
  const paid = new Map(file.paid);
  let raised = 0;
  const total = price.map((value, at) => value + (raised = paid.get(at) ?? raised));
  const days = summed(dayNumber(file.first), decoded(file.days));
  return { series: file.series, days, price, total, missing: new Set(file.missing), unit: file.unit, gap };
}

/** @param {number[]} sorted @param {number} limit @returns {number} How many values are at most ``limit``. */
function countUpTo(sorted, limit) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {Path} path @param {number} day @param {(day: string) => string} say @returns {number} A position. */
export function lastAtOrBefore(path, day, say = String) {
  const at = countUpTo(path.days, day) - 1;
  const [first, last] = [path.days[0], path.days[path.days.length - 1]].map((one) => say(dayText(one)));
  if (at < 0 || day - path.days[at] > path.gap) {
    const reach = `Choose a day from ${first} to ${last}.`;
    throw new Problem(`There is no close for ${say(dayText(day))}: the data do not reach it. ${reach}`);
  }
  return at;
}

/**
 * The return over a window whose ends are days; raises Problem where there is none.
 * @param {Path} path @param {Basis} basis @param {number} from @param {number} to @param {(day: string) => string} say
 * @returns {Found}
 */
export function windowReturn(path, basis, from, to, say = String) {
  const [start, end] = [lastAtOrBefore(path, from, say), lastAtOrBefore(path, to, say)];
  if (from > to) throw new Problem("The last day lies before the first one. Choose a later last day.");
  if (end <= start) {
    const day = say(dayText(path.days[start]));
    throw new Problem(`Both days have the same close, that of ${day}. Choose a later last day.`);
  }
  const gone = [start, end].find((at) => path.missing.has(at));
  if (gone !== undefined) {
    throw new Problem(`The close of ${say(dayText(path.days[gone]))} is missing. Choose another day.`);
  }
  return { start, end, value: returnBetween(path, basis, start, end) };
}

/** @param {Path} path @param {Basis} basis @param {number} start @param {number} end @returns {number} A fraction. */
export function returnBetween(path, basis, start, end) {
  return Math.expm1((path[basis][end] - path[basis][start]) * path.unit);
}

/**
 * Among all windows of as many closes as this one.
 * @param {Path} path @param {Basis} basis @param {number} start @param {number} end @returns {Rank}
 */
export function rankAmongSameLength(path, basis, start, end) {
  const values = path[basis];
  const limit = values[end] - values[start];
  const rank = { windows: 0, smaller: 0, larger: 0 };
  for (let at = 0, to = end - start; to < values.length; at += 1, to += 1) {
    if (path.missing.has(at) || path.missing.has(to)) continue;
    const change = values[to] - values[at];
    rank.windows += 1;
    if (change < limit) rank.smaller += 1;
    if (change > limit) rank.larger += 1;
  }
  return rank;
}

/**
 * Among all windows that begin and end from position ``low`` to position ``high``.
 * @param {Path} path @param {Basis} basis @param {Found} found @param {number} low @param {number} high @returns {Rank}
 */
export function rankAmongAll(path, basis, found, low, high) {
  const values = path[basis];
  const limit = values[found.end] - values[found.start];
  const there = values.slice(low, high + 1).filter((_, at) => !path.missing.has(low + at));
  return {
    windows: (there.length * (there.length - 1)) / 2,
    smaller: pairsBelow(there, limit),
    larger: pairsBelow(there.map((value) => -value), -limit),
  };
}

/**
 * How many pairs change by less than ``limit`` from the earlier to the later value: sorting halves, and counting
 * between them while they are sorted, takes a moment where looking at ten million pairs would take seconds.
 * @param {number[]} values @param {number} limit @returns {number}
 */
export function pairsBelow(values, limit) {
  /** @param {number[]} part @returns {[number, number[]]} */
  const counted = (part) => {
    if (part.length < 2) return [0, part];
    const middle = part.length >> 1;
    const [before, left] = counted(part.slice(0, middle));
    const [after, right] = counted(part.slice(middle));
    return [before + after + pairsBetween(left, right, limit), merged(left, right)];
  };
  return counted(values)[0];
}

/** @param {number[]} left @param {number[]} right Both sorted. @param {number} limit @returns {number} */
function pairsBetween(left, right, limit) {
  let [pairs, at] = [0, 0];
  for (const value of left) {
    while (at < right.length && right[at] - value < limit) at += 1;
    pairs += at;
  }
  return pairs;
}

/** @param {number[]} left @param {number[]} right Both sorted. @returns {number[]} */
function merged(left, right) {
  const all = [];
  let at = 0;
  for (const value of left) {
    while (at < right.length && right[at] < value) all.push(right[at++]);
    all.push(value);
  }
  return all.concat(right.slice(at));
}
