/* Says at the top of a page that its data are old, by the reader's own clock: so it also works when nobody rebuilds.
   It runs where it stands in the page, right behind the mark that it reads, so that nothing below has been drawn yet
   and nothing moves. */
(() => {
  "use strict";
  const mark = document.querySelector(".fc-reach[data-last-day][data-stale-after]");
  const last = mark ? Date.parse(mark.dataset.lastDay + "T00:00:00Z") : NaN;
  const limit = mark ? Number(mark.dataset.staleAfter) : NaN;
  const days = Math.floor((Date.now() - last) / 86400000);
  if (!(days > limit)) return;
  const note = document.createElement("p");
  note.className = "fc-old";
  note.setAttribute("role", "note");
  note.textContent =
    "Old data: " + mark.dataset.said + ", " + days + " days ago; no series here should be older than " + limit +
    " days. For what rests on this, read “today” as of that day.";
  mark.after(note);
})();
