/* The table of claims: narrowed by verdict, section and words, sorted by a column, the view kept in the address. */
(() => {
  "use strict";
  const ORDERS = { name: "claim", verdict: "verdict", readings: "readings that hold" };
  const lists = [...document.querySelectorAll(".fc-list")];
  /* With several articles a choice is named by its article; one without, from an address of a home with one, is for all. */
  const asked = new URLSearchParams(location.search);

  for (const list of lists) {
    const prefix = lists.length > 1 ? list.dataset.article + "." : "";
    const form = list.querySelector(".fc-filter");
    const table = list.querySelector("table");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, place) => described(row, place));
    const headers = [...table.tHead.querySelectorAll("th[data-sort]")];
    const tiles = tilesBefore(list);
    const none = list.querySelector(".fc-none");
    const fields = ["words", "verdict", "section", "order"];

    for (const header of headers) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const [up, down] = [header.dataset.sort, header.dataset.sort + "-down"];
        const now = form.elements.order.value;
        form.elements.order.value = now === up ? down : now === down ? "" : up;
        changed();
      });
    }
    form.elements.order.append(new Option("as in the article", ""));
    for (const { dataset } of headers) {
      form.elements.order.append(new Option(ORDERS[dataset.sort] + ", ascending", dataset.sort));
      form.elements.order.append(new Option(ORDERS[dataset.sort] + ", descending", dataset.sort + "-down"));
    }
    for (const tile of tiles) {
      tile.addEventListener("click", (event) => {
        event.preventDefault();
        const own = tile.dataset.verdict;
        form.elements.verdict.value = form.elements.verdict.value === own ? "" : own;
        changed();
        form.scrollIntoView();
        form.elements.verdict.focus({ preventScroll: true });
      });
    }
    form.addEventListener("input", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      clear();
    });
    none.querySelector("button").addEventListener("click", () => {
      clear();
      form.elements.words.focus();
    });

    read();
    if (prefix && fields.some((field) => asked.has(field))) write();
    form.hidden = false;
    show();

    function described(row, place) {
      const data = row.cells[0].dataset;
      return {
        row, place, verdict: data.verdict, section: data.section,
        words: plain(row.textContent),
        keys: {
          name: row.cells[0].textContent.trim(),
          verdict: Number(data.rank),
          readings: data.share === "" ? null : Number(data.share),
        },
      };
    }

    function clear() {
      for (const field of fields) form.elements[field].value = "";
      changed();
    }

    function changed() {
      show();
      write();
    }

    function show() {
      const wanted = Object.fromEntries(fields.map((field) => [field, form.elements[field].value]));
      const searched = plain(wanted.words).split(" ").filter(Boolean);
      let found = 0;
      for (const each of rows) {
        const fits = (!wanted.verdict || each.verdict === wanted.verdict) &&
          (!wanted.section || each.section === wanted.section) &&
          searched.every((word) => each.words.includes(word));
        each.row.hidden = !fits;
        found += fits;
      }
      const ordered = sorted(wanted.order);
      if (ordered.some((each, at) => each.row !== body.rows[at])) body.append(...ordered.map((each) => each.row));
      for (const header of headers) header.setAttribute("aria-sort", direction(header.dataset.sort, wanted.order));
      for (const tile of tiles) {
        if (tile.dataset.verdict === wanted.verdict) tile.setAttribute("aria-current", "true");
        else tile.removeAttribute("aria-current");
      }
      form.querySelector(".fc-found").textContent =
        found === rows.length ? "All " + found + " claims" : found + " of " + rows.length + " claims";
      form.querySelector("[type=reset]").disabled = fields.every((field) => !wanted[field]);
      list.querySelector(".fc-scroll").hidden = found === 0;
      none.hidden = found > 0;
    }

    function sorted(order) {
      const down = order.endsWith("-down");
      const key = down ? order.slice(0, -5) : order;
      if (!key) return rows;
      return [...rows].sort((one, two) => {
        const [a, b] = [one.keys[key], two.keys[key]];
        if (a === null || b === null) return (a === null) - (b === null) || one.place - two.place;
        const by = typeof a === "string" ? a.localeCompare(b, "en", { numeric: true }) : a - b;
        return (down ? -by : by) || one.place - two.place;
      });
    }

    function read() {
      for (const field of fields) {
        const value = asked.get(prefix + field) ?? asked.get(field) ?? "";
        const control = form.elements[field];
        control.value = value;
        if (control.options && control.value !== value) control.value = "";
      }
    }

    function write() {
      const address = new URL(location.href);
      for (const field of fields) {
        const value = form.elements[field].value.trim();
        if (value) address.searchParams.set(prefix + field, value);
        else address.searchParams.delete(prefix + field);
        if (prefix) address.searchParams.delete(field);
      }
      history.replaceState(history.state, "", address);
    }
  }

  function direction(own, order) {
    return order === own ? "ascending" : order === own + "-down" ? "descending" : "none";
  }

  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/\u2212/g, "-").replace(/\s+/g, " ").trim().toLowerCase();
  }

  /* The tiles of an article stand above its list, and below the list of the article before. */
  function tilesBefore(list) {
    const scores = [...document.querySelectorAll(".fc-score")];
    const score = scores.filter((each) => each.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
    return score ? [...score.querySelectorAll("a.fc-tile")] : [];
  }
})();
