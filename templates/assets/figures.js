/* Figures: large drawings come when they are about to be seen, and every drawing can be looked at on the whole screen. */
(() => {
  "use strict";
  const NEAR = "300px";
  const LARGER = 1.3;
  const [TEXT, MOST] = [14, 12.5];

  const replace = (image, text) => {
    const read = new DOMParser().parseFromString(text, "image/svg+xml");
    const drawing = read.documentElement;
    const sound = drawing.localName === "svg" && !read.querySelector("parsererror");
    if (sound && image.isConnected) image.replaceWith(document.adoptNode(drawing));
  };

  /* Puts the drawing itself in the place of its picture, so that it follows the theme and its text is text. */
  const embed = async (image) => {
    if (image.dataset.asked) return;
    image.dataset.asked = "1";
    try {
      const answer = await fetch(image.src);
      if (!answer.ok) throw new Error(answer.statusText);
      replace(image, await answer.text());
    } catch {
      /* Offline or read from a file: the picture stays, on the light ground that it was drawn for. */
      image.classList.add("fc-kept");
    }
  };

  /* What is printed must be there when the event returns: nothing waits for an answer that comes later. */
  const embedNow = (image) => {
    try {
      const ask = new XMLHttpRequest();
      ask.open("GET", image.src, false);
      ask.send();
      if (ask.status === 200) replace(image, ask.responseText);
    } catch {
      image.classList.add("fc-kept");
    }
  };
  addEventListener("beforeprint", () => document.querySelectorAll("img.fc-lazy").forEach(embedNow));

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

  /* The whole drawing with its axes, never wider than the box. One that is so high that it would not be larger than on
     the page may scroll downwards. Text is never larger in units of the drawing than its layout allows. */
  const fitted = (drawing, before) => () => {
    const box = drawing.viewBox?.baseVal ?? { width: drawing.naturalWidth, height: drawing.naturalHeight };
    const whole = (body.clientHeight * box.width) / box.height;
    const width = Math.min(body.clientWidth - 1, whole < before ? LARGER * before : whole);
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
    const drawing = [...plot.querySelectorAll(":scope > :is(svg, img)")].find((one) => one.checkVisibility());
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
