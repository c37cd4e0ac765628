/* Tips on touch and by keyboard: the first tap shows a tip, the second follows the link; Escape puts a tip away. */
(() => {
  "use strict";
  let touched = false;
  const shut = (except) => {
    for (const open of document.querySelectorAll(".fc-tipped.fc-open")) if (open !== except) open.classList.remove("fc-open");
  };
  addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; }, true);
  addEventListener("click", (event) => {
    const tipped = event.target.closest(".fc-tipped");
    shut(tipped);
    if (!touched || !tipped || !event.target.closest("a") || tipped.classList.contains("fc-open")) return;
    event.preventDefault();
    tipped.classList.add("fc-open");
  }, true);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    shut(null);
    for (const tipped of document.querySelectorAll(".fc-tipped:hover, .fc-tipped:focus-within")) {
      tipped.classList.add("fc-shut");
      const again = () => tipped.classList.remove("fc-shut");
      tipped.addEventListener("mouseleave", again, { once: true });
      tipped.addEventListener("focusout", again, { once: true });
    }
  });
})();
