/** How figures and days are written: the same rounding and signs as on every other page of the site. */

const MINUS = "\u2212";
const SPACE = "\u00a0";
const MORE_DIGITS = 3;
const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

/** @param {number} number @returns {string} A whole number such as 67,161. */
export function whole(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * A fraction as a percentage, rounded half away from zero: 3.0316 as +303.2 %; a zero carries no sign.
 * @param {number} value @param {number} digits @param {boolean} plus @returns {string}
 */
export function percent(value, digits = 1, plus = true) {
  const [units, behind] = Math.abs(value * 100).toFixed(digits).split(".");
  const bare = behind === undefined ? whole(units) : `${whole(units)}.${behind}`;
  const zero = !/[1-9]/.test(bare);
  const sign = zero ? "" : value < 0 ? MINUS : plus ? "+" : "";
  return `${sign}${bare}${SPACE}%`;
}

/**
 * The same with more digits where fewer would put the figure on an edge that it does not touch.
 * @param {number} value @param {number[]} edges Fractions. @returns {string}
 */
export function clearPercent(value, edges) {
  const others = edges.filter((edge) => edge !== value);
  for (let digits = 1; digits <= MORE_DIGITS; digits += 1) {
    const shown = percent(value, digits);
    if (others.every((edge) => percent(edge, digits) !== shown)) return shown;
  }
  return percent(value, MORE_DIGITS + 1);
}

/** @param {number} part @param {number} all @returns {string} A share, never rounded up to all nor down to none. */
export function share(part, all) {
  if (part > 0 && part < 0.001 * all) return `less than 0.1${SPACE}%`;
  if (part < all && part > 0.999 * all) return `more than 99.9${SPACE}%`;
  return percent(part / all, 1, false);
}

/** @param {string} day Such as 2020-12-31. @returns {string} Such as 31 December 2020. */
export function longDay(day) {
  const [year, month, number] = day.split("-").map(Number);
  return [number, MONTHS[month - 1], year].join(SPACE);
}

/** @param {string} day @returns {string} Such as Dec 2020. */
export function shortMonth(day) {
  const [year, month] = day.split("-").map(Number);
  return `${MONTHS[month - 1].slice(0, 3)}${SPACE}${year}`;
}

/** @param {string} day @returns {string} Such as 31 Dec. */
export function shortDay(day) {
  const [, month, number] = day.split("-").map(Number);
  return `${number}${SPACE}${MONTHS[month - 1].slice(0, 3)}`;
}

/** @param {string} span Such as 31 December 2019 to 2 May 2020. @returns {string} Such as 31 Dec 2019 – 2 May 2020. */
export function shortSpan(span) {
  const months = new RegExp(`\\b(${MONTHS.join("|")})\\b`, "g");
  return span.replace(months, (month) => month.slice(0, 3)).replace(" to ", " \u2013 ");
}

/** @param {string[]} parts @returns {string} ``a, b and c``. */
export function listed(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
