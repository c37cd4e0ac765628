// Watches where the keyboard is. `watched.controls()` names every visible control that Tab should reach; `watched.here()`
// names the one that has the focus and says whether a reader can see that it has, and gives null outside the page.
window.watched = (() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const look = one => {
    const style = getComputedStyle(one);
    return [style.color, style.backgroundColor, style.boxShadow, style.borderColor, style.textDecorationLine, style.opacity].join();
  };
  const unfocused = new Map(all.map(one => [one, look(one)]));
  const named = new Map(all.map((one, at) => [one, `${at} ${one.tagName.toLowerCase()} ${one.textContent.trim().slice(0, 30)}`]));
  const name = one => named.get(one) ?? one.tagName.toLowerCase(); // As it was at first: a drawing may come in meanwhile.
  const another = one =>
    one.type === "radio" && !one.checked && all.some(other => other.name === one.name && other.checked);
  return {
    controls: () => all
      .filter(one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter(one => !one.disabled && one.tabIndex >= 0 && !another(one))
      .filter(one => {
        const box = one.getBoundingClientRect();
        return box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth;
      })
      .map(name),
    here: () => {
      const one = document.activeElement;
      if (!one || one === document.body || one === document.documentElement) return null;
      const shown = one.matches(".md-option") ? one.nextElementSibling : one; // The theme draws the ring around the label.
      const box = shown.getBoundingClientRect();
      const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      const style = getComputedStyle(shown);
      const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      const typed = one.matches("textarea, input:not([type=checkbox], [type=radio], [type=range])");
      if (!inside) return { name: name(one), problem: `off the screen at ${[box.left, box.top].map(Math.round)}` };
      const seen = ringed || typed || look(one) !== unfocused.get(one);
      return { name: name(one), problem: seen ? "" : "neither a ring nor another change" };
    },
  };
})();
