// Elements, made so that text is only ever text.

const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const SVG = "http://www.w3.org/2000/svg";

/** Text without control characters and without marks that turn the direction of what follows. */
export function visible(text) {
  return String(text).replace(HIDDEN, "\ufffd");
}

/** At most `most` characters of a text, the rest as an ellipsis. */
export function short(text, most = 40) {
  const characters = [...visible(text)];
  return characters.length <= most ? characters.join("") : `${characters.slice(0, most - 1).join("")}…`;
}

/** An element. `on` are listeners, `text` its text, `data` its dataset; all else are attributes. */
export function h(tag, options = {}, ...children) {
  const made = document.createElement(tag);
  if (tag === "button") made.type = "button";
  fill(made, options);
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === "string" ? visible(child) : child)));
  return made;
}

/** The same for SVG. */
export function svg(tag, options = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  fill(made, options);
  made.append(...children.filter(Boolean));
  return made;
}

function fill(made, options) {
  for (const [name, value] of Object.entries(options)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") made.textContent = visible(value);
    else if (name === "on") Object.entries(value).forEach(([event, call]) => made.addEventListener(event, call));
    else if (name === "data") Object.assign(made.dataset, value);
    else if (name === "value") made.value = value;
    else made.setAttribute(name, value === true ? "" : visible(value));
  }
}

/** Put other children into an element. */
export function put(parent, ...children) {
  parent.replaceChildren(...children.flat().filter(Boolean));
  return parent;
}

/** Whether an address may be a link. */
export function linkable(iri) {
  return /^https?:\/\/[^\s]+$/i.test(iri);
}

/** Call later, and only for the last of many calls. */
export function settled(call, wait) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...given), wait);
  };
}
