// Pictures that the server drew, put into the page as SVG: without scripts, handlers and outside links.

const PLAIN = /^(?:on|xlink:|href$)/i;

/** The SVG of a text; null where it is none. */
export function drawing(text) {
  const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (root.nodeName !== "svg") return null;
  for (const part of [root, ...root.querySelectorAll("*")]) {
    if (/^(?:script|foreignObject|a|image|use)$/i.test(part.nodeName)) part.remove();
    else [...part.attributes].filter(({ name }) => PLAIN.test(name)).forEach(({ name }) => part.removeAttribute(name));
  }
  // With marks that take the focus it is no plain image.
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", root.querySelector("title")?.textContent || "");
  return document.importNode(root, true);
}

/** Show the map in another of its years. */
export function paint(svg, { years, tiles, looks }, at) {
  const year = svg.querySelector(".year");
  if (year) year.textContent = years[at];
  for (const tile of svg.querySelectorAll(".tile")) {
    const [fill, ink, line, dashes, halo] = looks[(tiles[tile.dataset.key] || [])[at] || "no document"];
    const ground = tile.querySelector("rect, path");
    ground.setAttribute("fill", fill.replace("{}", "map"));
    ground.setAttribute("stroke", line);
    if (dashes) ground.setAttribute("stroke-dasharray", dashes);
    else ground.removeAttribute("stroke-dasharray");
    const label = tile.querySelector("text");
    if (label) {
      label.setAttribute("fill", ink);
      label.setAttribute("stroke", halo);
    }
  }
}
