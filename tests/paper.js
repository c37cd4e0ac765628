// What a printed page should hold, and how it looks on paper.
window.paper = (() => {
  const all = (selector, within = document.querySelector("article")) => [...within.querySelectorAll(selector)];
  const words = one => [...one.childNodes].filter(n => !n.matches?.(".headerlink")).map(n => n.textContent).join("");
  return {
    parts: () => ({
      headings: all("h1, h2, h3").map(words),
      rows: all("table").flatMap(t => [t.rows[1], t.rows[t.rows.length - 1]]).map(row => words(row.cells[0])),
      charts: all("figure").map(f => [".fc-chart-title", "figcaption"].map(s => words(f.querySelector(s)).slice(0, 60))),
      menus: all("header, .md-sidebar, .md-footer, .md-tabs", document).filter(one => one.checkVisibility()).length,
    }),
    cut: ({ height, width }) => all("figure, table, svg, img, pre, p, tr, math")
      .filter(one => !one.closest("svg svg, [hidden]"))
      .map(one => [one, one.getBoundingClientRect()])
      .filter(([one, box]) => box.right > width + 1 || (one.matches("figure, tr") && box.height > height))
      .map(([one, box]) => `${one.outerHTML.slice(0, 80)} right ${Math.round(box.right)}, high ${Math.round(box.height)}`),
    cells: () => all("th, td").filter(cell => cell.checkVisibility()).map(cell => cell.innerText),
    broken: () => all("th, td").flatMap(cell => {
      const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}.,]+/gu)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          const lines = new Set([...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top)));
          if (lines.size > 1) found.push(word);
        }
      }
      return found;
    }),
    folded: () => {
      const one = document.createElement("details");
      one.innerHTML = "<summary>More</summary><p>What was folded.</p>";
      return one;
    },
    look: () => ({
      ground: getComputedStyle(document.body).backgroundColor,
      ink: [...new Set(all("p, td, th, h1, h2, .fc-verdict").map(one => getComputedStyle(one).color))],
      shapes: all(".fc-verdict").map(one => one.innerText.trim()),
      folded: all("details:not(.fc-numbers)").map(one => one.lastElementChild.getBoundingClientRect().height > 5),
      away: all("a[href^=http]").map(one => [one.getAttribute("href"), getComputedStyle(one, "::after").content]),
      near: all("a:not([href^=http])").map(one => getComputedStyle(one, "::after").content),
    }),
  };
})();
