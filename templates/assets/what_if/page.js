/** The what-if page: reads its files, follows what a reader chooses, and says what comes out. */

import { Chart } from "./chart.js";
import { chosenDays, fromAddress, meets, toAddress } from "./choice.js";
import { WindowMap, step } from "./map.js";
import { Problem, dayNumber, dayText, rankAmongAll, rankAmongSameLength, readPath, windowReturn } from "./path.js";
import { ELSEWHERE, FITS, MISSES, claimRow, made, rankRow } from "./tables.js";
import { clearPercent, listed, longDay, whole } from "./words.js";

/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("./choice.js").Choices} Choices */
/** @typedef {import("./choice.js").Claim} Claim */
/** @typedef {import("./path.js").Path} Path */
/** @typedef {import("./path.js").Found} Found */

const BASES = { price: "price alone", total: "dividends reinvested" };
const UNREAD = "The data of this choice could not be read. They come from the network: once you are online, choose again.";
const PATIENCE = 400;
/** Moves so close to each other are one gesture, which Back undoes as a whole. */
const GESTURE = 1000;

/** @param {string} name @returns {HTMLElement} An element of the page by the end of its id. */
const part = (name) => document.getElementById(`fc-wi-${name}`);

/** @param {string} file @returns {Promise<any>} */
async function fetched(file) {
  const answer = await fetch(new URL(file, document.baseURI));
  if (!answer.ok) throw new Problem(UNREAD);
  return answer.json();
}

/** Says what is wrong. @param {string} why */
function told(why) {
  part("waiting").hidden = true;
  part("problem").textContent = why;
  part("problem").hidden = false;
}

/** Everything that the page holds at one time. */
class Page {
  /** @param {Choices} choices */
  constructor(choices) {
    this.choices = choices;
    /** @type {Map<string, Promise<Path>>} */
    this.paths = new Map();
    this.zoomed = false;
    this.turn = 0;
    /** @type {Path | null} */
    this.path = null;
    const { choice, problem } = fromAddress(location.search, choices);
    this.choice = choice;
    this.begun = false;
    this.remembered = 0;
    this.fillAssets();
    this.chart = new Chart(part("chart"), (start, end) => this.movedTo(start, end));
    this.map = new WindowMap(part("map"), part("mark"), { across: part("across"), up: part("up"), scale: part("scale") }, (start, end) => this.movedTo(start, end));
    this.listen();
    this.showControls();
    this.update(problem);
  }

  fillAssets() {
    const groups = new Map();
    for (const { id, title, group } of this.choices.series) {
      if (!groups.has(group)) groups.set(group, made("optgroup", { label: group }));
      groups.get(group).append(made("option", { value: id }, title));
    }
    part("asset").replaceChildren(...groups.values());
  }

  listen() {
    for (const name of ["asset", "basis"]) part(name).addEventListener("change", () => this.chosen());
    for (const name of ["from", "to"]) {
      for (const kind of ["input", "change"]) part(name).addEventListener(kind, () => this.soon());
    }
    part("copy").addEventListener("click", () => this.copy());
    part("zoom").addEventListener("change", () => {
      this.zoomed = part("zoom").checked;
      this.update();
    });
    part("form").addEventListener("submit", (event) => event.preventDefault());
    addEventListener("popstate", () => this.wentBack());
  }

  /** Back and Forward undo and redo a choice; a step between parts of the page changes none. */
  wentBack() {
    if (location.search === toAddress(this.choice)) return;
    const { choice, problem } = fromAddress(location.search, this.choices);
    this.choice = choice;
    this.showControls();
    this.update(problem);
  }

  /** Puts the choice into the address: in place of what the page began with, then as a step of its own a gesture. */
  remember() {
    const address = toAddress(this.choice);
    if (address === location.search) this.begun = true;
    else {
      const now = Date.now();
      const step = this.begun && now - this.remembered > GESTURE;
      history[step ? "pushState" : "replaceState"](null, "", address + location.hash);
      this.remembered = this.begun ? now : 0;
      this.begun = true;
    }
  }

  /** Waits for the rest of a day that is being typed, so that half a year is not called wrong; dims what it gave. */
  soon() {
    part("result").classList.add("fc-wi-dim");
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.chosen(), PATIENCE);
  }

  chosen() {
    clearTimeout(this.waiting);
    const basis = part("basis").querySelector("input:checked").value;
    this.choice = { asset: part("asset").value, from: part("from").value, to: part("to").value, basis };
    this.update();
  }

  /** @param {number} start @param {number} end Positions that the chart was moved to. */
  movedTo(start, end) {
    const [from, to] = [start, end].map((at) => dayText(this.path.days[at]));
    this.choice = { ...this.choice, from, to };
    this.showControls();
    this.update();
  }

  showControls() {
    part("asset").value = this.choice.asset;
    part("from").value = this.choice.from;
    part("to").value = this.choice.to;
    part("basis").querySelector(`[value=${this.choice.basis}]`).checked = true;
  }

  get series() {
    return this.choices.series.find((one) => one.id === this.choice.asset);
  }

  /** Asks for the series that were not looked at yet, so that every choice works without a network from then on. */
  loadOthers() {
    for (const series of this.choices.series) this.loaded(series);
  }

  /** @param {import("./choice.js").Series} series @returns {Promise<Path>} Its path, fetched once. */
  loaded({ id, gap }) {
    if (!this.paths.has(id)) {
      const path = fetched(`${id}.json`).then((file) => readPath(file, gap));
      path.catch(() => this.paths.delete(id));
      this.paths.set(id, path);
    }
    return this.paths.get(id);
  }

  /** Says what the choice gives. @param {string} problem What was wrong with the address, if anything. */
  async update(problem = "") {
    const turn = (this.turn += 1);
    try {
      const path = await this.loaded(this.series);
      if (turn !== this.turn) return;
      this.path = path;
      if (problem) throw new Problem(problem);
      const found = windowReturn(this.path, this.choice.basis, ...chosenDays(this.choice), longDay);
      this.remember();
      this.answer(found);
    } catch (reason) {
      if (turn === this.turn) this.refuse(reason instanceof Problem ? reason.message : UNREAD);
      this.begun = true;
    }
    this.loadOthers();
  }

  /** @param {string} why */
  refuse(why) {
    told(why);
    part("answer").hidden = true;
    part("result").classList.add("fc-wi-refused");
    part("result").classList.remove("fc-wi-dim");
    this.show({ start: -1, end: -1 });
  }

  /** @param {{start: number, end: number}} found */
  show({ start, end }) {
    const scale = `Index, 100 on ${longDay(this.series.first)}; equal steps up are equal growth.`;
    part("source").textContent = `${scale} Source: ${this.series.source}`;
    const { path, zoomed } = this;
    if (path?.series === this.choice.asset) this.chart.show({ path, basis: this.choice.basis, start, end, zoomed });
  }

  /** @param {Found} found */
  answer(found) {
    part("waiting").hidden = true;
    part("problem").hidden = true;
    part("answer").hidden = false;
    part("result").classList.remove("fc-wi-dim", "fc-wi-refused");
    const claims = this.choices.claims.filter((one) => one.series.includes(this.choice.asset));
    const edges = claims.flatMap(({ low, high }) => [low, high]).filter((edge) => edge !== null);
    part("figure").textContent = clearPercent(found.value, edges);
    part("window").textContent = this.described(found);
    part("note").textContent = this.series.note;
    this.rankings(found, claims);
    this.verdicts(found, claims);
    this.show(found);
  }

  /** @param {Found} found @returns {string} */
  described(found) {
    const days = [found.start, found.end].map((at) => dayText(this.path.days[at]));
    const moved = [this.choice.from, this.choice.to].filter((day, at) => day !== days[at]);
    const stood = moved.length
      ? ` There is no close of ${listed(moved.map(longDay))}; the last one before stands for it.`
      : "";
    const closes = days.map((day) => `close of ${longDay(day)}`).join(" to ");
    return `${this.series.title}, ${BASES[this.choice.basis]}, ${closes}.${stood}`;
  }

  /** @param {Claim} claim @returns {[number, number] | null} First and last position of the period of a claim. */
  period(claim) {
    const { days } = this.path;
    const [from, to] = [dayNumber(claim.from), dayNumber(claim.to)];
    if (to < days[0] || from > days[days.length - 1]) return null;
    const last = (day) => days.reduce((at, one, here) => (one <= day ? here : at), 0);
    return [last(from), last(to)];
  }

  /** @param {Claim} claim @param {Found} found @returns {boolean} */
  inside(claim, found) {
    const period = this.period(claim);
    return period !== null && period[0] <= found.start && found.end <= period[1];
  }

  /** @param {Found} found @param {Claim[]} claims */
  rankings(found, claims) {
    const { path } = this;
    const { basis } = this.choice;
    const length = whole(found.end - found.start);
    const around = claims.filter((one) => this.inside(one, found));
    const periods = new Map(around.map((one) => [one.period, this.period(one)]));
    const rows = [
      [`Windows of the same length (${length} closes later)`, rankAmongSameLength(path, basis, found.start, found.end)],
      ["All windows in the data", rankAmongAll(path, basis, found, 0, path.days.length - 1)],
      ...[...periods].map(([words, [low, high]]) => [
        `All windows of a claim’s period, ${words}`,
        rankAmongAll(path, basis, found, low, high),
      ]),
    ];
    part("ranks").replaceChildren(...rows.map(([words, rank]) => rankRow(words, rank)));
    const entire = /** @type {[string, [number, number]]} */ (["the whole series", [0, path.days.length - 1]]);
    const shortest = [...periods].sort(([, one], [, other]) => one[1] - one[0] - (other[1] - other[0]))[0];
    this.mapped(found, ...(shortest ?? entire));
  }

  /** @param {Found} found @param {string} words What the period is called. @param {[number, number]} period */
  mapped(found, words, period) {
    this.map.show(this.path, this.choice.basis, period, found);
    part("map").setAttribute("aria-label", `Map of all windows of ${words}; a ring marks the chosen one`);
    const every = step(...period);
    const thinned = every > 1 ? ` Of so many closes, one in ${every} is drawn.` : "";
    const axes = `Each point is one window of ${words}: its first day across, its last day upwards.`;
    const colour = "Blue: it rose; orange: it fell; the fuller the colour, the more.";
    const ring = "The ring is your window; a click chooses another.";
    part("mapped").textContent = `${axes} ${colour} ${ring}${thinned}`;
  }

  /** @param {Found} found @param {Claim[]} claims */
  verdicts(found, claims) {
    const judged = claims.map((claim) => ({ claim, mark: this.mark(claim, found) }));
    const order = [FITS, ELSEWHERE, MISSES];
    judged.sort((one, other) => order.indexOf(one.mark) - order.indexOf(other.mark));
    const fitting = judged.filter((one) => one.mark === FITS);
    const elsewhere = judged.filter((one) => one.mark === ELSEWHERE && one.claim.figure);
    const named = (some) => listed(some.map(({ claim }) => `“${claim.title}”`));
    const fits = fitting.length ? `Would make true: ${named(fitting)}.` : "It would make none of the claims true.";
    const other = elsewhere.length ? ` It has the size of ${named(elsewhere)}, but at another time.` : "";
    part("meets").textContent = fits + other;
    part("claims").replaceChildren(...judged.map(({ claim, mark }) => claimRow(claim, mark)));
  }

  /** @param {Claim} claim @param {Found} found */
  mark(claim, found) {
    if (!meets(claim, found.value)) return MISSES;
    return this.inside(claim, found) ? FITS : ELSEWHERE;
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(location.href);
      part("copied").textContent = "Copied.";
    } catch {
      part("copied").textContent = "The browser does not allow copying; the address bar holds the link.";
    }
  }
}

fetched("choices.json").then(
  (choices) => new Page(choices),
  () => told("The data of this page could not be read. Load the page again once you are online."),
);
