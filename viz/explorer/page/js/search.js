// A box that finds things as one types: by name, alias or pinyin (a combobox with a list, after the ARIA practices).

import { ask } from "./api.js";
import { h, put, settled, short } from "./dom.js";
import { look, named, say, word } from "./say.js";
import { change } from "./store.js";

let boxes = 0;

/**
 * The box for things and, unless `things`, for sentences of documents. `choose(hit)` is called with what was chosen, `type`
 * limits it to a class. With `field` (`name`, `value`, `required`, `placeholder`) it is one of a form, and keeps the name chosen.
 */
export function searchBox({ label, choose = () => {}, type = null, things = Boolean(type), field = null }) {
  const id = `search-${boxes += 1}`;
  let hits = [];
  let at = -1;
  let asked = 0;

  const input = h("input", {
    type: "search", id, placeholder: label, "aria-label": label, ...field, role: "combobox", autocomplete: "off", spellcheck: "false",
    "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list",
    on: { input: settled(find, 90), keydown: press, blur: () => setTimeout(close, 150), focus: () => hits.length && show() },
  });
  const list = h("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, hidden: true });

  async function find() {
    const turn = asked += 1;
    const text = input.value.trim();
    const found = text ? await ask("api/explore/search", { q: text, type }) : [];
    if (turn !== asked) return;
    hits = found;
    at = hits.length ? 0 : -1;
    show(text);
    if (!things && text.length > 1) await findTexts(text, turn);
  }

  async function findTexts(text, turn) {
    const sentences = await ask("api/explore/texts", { q: text });
    if (turn !== asked || !sentences.length) return;
    hits = [...hits, ...sentences];
    if (at < 0) at = 0;
    show(text);
  }

  function show(text = "") {
    put(list, hits.map(row));
    if (text && !hits.length) put(list, h("li", { class: "none", text: say("none_found") }));
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  }

  function row(hit, n) {
    if (hit.document) return sentence(hit, n);
    const by = hit.by && hit.by !== named(hit) ? h("span", { class: "by", text: short(hit.by, 24) }) : null;
    return h("li", { role: "option", id: `${id}-${n}`, data: { id: hit.id }, on: { mousedown: (event) => { event.preventDefault(); take(n); } } },
      dot(hit.type), h("span", { class: "name", text: short(named(hit), 48) }), by, type ? null : h("span", { class: "kind", text: word(hit.type) }));
  }

  function sentence(hit, n) {
    return h("li", { role: "option", class: "sentence", id: `${id}-${n}`, on: { mousedown: (event) => { event.preventDefault(); take(n); } } },
      h("span", { class: "words" }, hit.before, h("mark", { text: hit.found }), hit.after),
      h("span", { class: "kind", text: short(hit.title, 18) }));
  }

  function mark() {
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", `${id}-${at}`);
      list.children[at]?.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  async function press(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      at = hits.length ? (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length : -1;
      mark();
    } else if (event.key === "Enter" && !(field && list.hidden)) {
      event.preventDefault();
      if (list.hidden || !hits.length) await find();
      if (at >= 0) take(at);
    } else if (event.key === "Escape") close();
  }

  function take(n) {
    const hit = hits[n];
    input.value = field ? named(hit) : "";
    hits = [];
    close();
    if (field) input.dispatchEvent(new Event("change", { bubbles: true }));
    if (hit.document) change({ tab: "evidence", doc: hit.document, span: hit.start === null ? null : [hit.start, hit.end] });
    else choose(hit);
  }

  function close() {
    asked += 1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  return h("div", { class: "search", role: field ? null : "search" }, input, list);
}

/** The mark of a class: a disc in its colours. */
export function dot(kind) {
  const made = h("span", { class: "dot", "aria-hidden": "true" });
  made.style.setProperty("--fill", look(kind).fill);
  made.style.setProperty("--edge", look(kind).border);
  return made;
}
