/* Says at the top of a page that its data are old, by the reader's own clock: so it also works when nobody rebuilds. */
(() => {
  "use strict";
  const line = document.querySelector(".fc-age[data-last-day][data-stale-after]");
  const last = line ? Date.parse(line.dataset.lastDay + "T00:00:00Z") : NaN;
  const limit = line ? Number(line.dataset.staleAfter) : NaN;
  const days = Math.floor((Date.now() - last) / 86400000);
  if (!(days > limit)) return;
  const note = document.createElement("p");
  note.className = "fc-old";
  note.setAttribute("role", "note");
  note.textContent =
    "Old data: a series here ends on " + line.querySelector("time").textContent + ", " + days +
    " days ago; none should be older than " + limit + " days. Read “today” as of that day.";
  const title = document.querySelector("h1");
  if (title) title.after(note);
  else line.before(note);
})();
