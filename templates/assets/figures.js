/* Figures: large drawings come when they are about to be seen, and every drawing can be looked at on the whole screen. */
(() => {
  "use strict";
  const NEAR = "300px";
  const LARGER = 1.3;
  const [TEXT, MOST] = [16, 15.5];

  /* Puts the drawing itself in the place of its picture, so that it follows the theme and its text is text. */
  const embed = async (image) => {
    if (image.dataset.asked) return;
    image.dataset.asked = "1";
    try {
      const answer = await fetch(image.src);
      if (!answer.ok) throw new Error(answer.statusText);
      const read = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
      const drawing = read.documentElement;
      if (drawing.localName === "svg" && !read.querySelector("parsererror")) image.replaceWith(document.adoptNode(drawing));
    } catch {
      /* Offline or read from a file: the picture stays, on the light ground that it was drawn for. */
      image.classList.add("fc-kept");
    }
  };

  const watch = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue;
      watch.unobserve(target);
      embed(target);
    }
  }, { rootMargin: NEAR });

  const dialog = document.createElement("dialog");
  dialog.className = "fc-large";
  const head = document.createElement("p");
  head.className = "fc-large-head";
  const title = document.createElement("span");
  title.id = "fc-large-title";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "fc-large-close";
  close.textContent = "Close";
  const body = document.createElement("div");
  body.className = "fc-large-body";
  body.tabIndex = 0;
  body.setAttribute("role", "group");
  body.setAttribute("aria-labelledby", "fc-large-title");
  head.append(title, close);
  dialog.append(head, body);
  dialog.setAttribute("aria-labelledby", title.id);

  let put = null;
  let fit = null;

  /* Larger than on the page, and filling the box in at least one direction; in the other one it may scroll. Text is as
     large as that of the page, and never larger in units of the drawing than its layout allows. */
  const fitted = (drawing, before) => () => {
    const box = drawing.viewBox?.baseVal ?? { width: drawing.naturalWidth, height: drawing.naturalHeight };
    const sides = [body.clientWidth, (body.clientHeight * box.width) / box.height].sort((one, other) => one - other);
    const width = Math.min(Math.max(LARGER * before, sides[0]), sides[1]);
    drawing.style.width = `${width}px`;
    body.style.setProperty("--fc-text", `${Math.min((TEXT * box.width) / width, MOST)}px`);
  };

  /* The drawing moves into the dialog and back: a copy would repeat its ids. A box of its size keeps its place. */
  const open = async (figure, from) => {
    const plot = figure.querySelector(".fc-plot");
    const image = plot.querySelector("img");
    if (image) {
      await embed(image);
    }
    const drawing = plot.querySelector("svg") || plot.querySelector("img");
    if (!drawing || dialog.open) return;
    const place = document.createElement("div");
    const { width, height } = drawing.getBoundingClientRect();
    place.style.height = `${height}px`;
    drawing.replaceWith(place);
    title.textContent = figure.querySelector(".fc-chart-title").textContent;
    body.append(drawing);
    put = () => {
      drawing.style.width = "";
      place.replaceWith(drawing);
    };
    from.focus({ preventScroll: true });
    dialog.showModal();
    fit = fitted(drawing, width);
    fit();
    if (drawing.classList.contains("fc-time")) body.scrollTo({ left: body.scrollWidth, behavior: "instant" });
  };
  addEventListener("resize", () => fit?.());

  dialog.addEventListener("close", () => {
    if (put) put();
    put = fit = null;
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  /* Where a drawing is wider than its box, its newest day and the names of its lines come first. */
  for (const drawing of document.querySelectorAll(".fc-plot > .fc-time")) {
    drawing.parentElement.scrollTo({ left: drawing.parentElement.scrollWidth, behavior: "instant" });
  }

  const figures = document.querySelectorAll(".fc-chart");
  if (figures.length && dialog.showModal) document.body.append(dialog);
  for (const figure of figures) {
    const plot = figure.querySelector(".fc-plot");
    const image = plot && plot.querySelector("img.fc-lazy");
    if (image) watch.observe(image);
    if (!plot || !dialog.showModal) continue;
    plot.classList.add("fc-live");
    plot.addEventListener("click", () => {
      if (String(getSelection()) === "") open(figure, plot);
    });
    plot.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== plot) return;
      event.preventDefault();
      open(figure, plot);
    });
    const link = figure.querySelector(".fc-enlarge");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      open(figure, link);
    });
  }
})();
