// Before anything is asked: a search box, questions with their SPARQL, and the whole graph in numbers.

import { ask, askOnce, encoded } from "./api.js";
import { roving } from "./cells.js";
import { h, put } from "./dom.js";
import { thingButton } from "./facts.js";
import { both, count, provinceName, say, start, word } from "./say.js";
import { searchBox } from "./search.js";
import { change, open, step } from "./store.js";
import { START } from "./view.js";

const SUGGESTED = 5;
// So many things of a cell are drawn at first.
const CELL = 100;

/** The start view, in `place`. */
export function startView(place) {
  put(place,
    h("div", { class: "start" },
      h("div", { class: "hero" },
        h("h1", { text: say("hero") }),
        h("p", { class: "soft", text: say("hero_hint") }),
        searchBox({ label: say("search_long"), choose: (hit) => open(hit.id) }),
        examples()),
      h("h2", { text: say("questions") }),
      start().cards.map((group) => questions(group.title, group.first)),
      more(start().cards),
      h("h2", { text: say("whole") }),
      overview()));
}

function examples() {
  const some = start().programmes.slice(0, SUGGESTED);
  return some.length ? h("p", { class: "suggested" }, h("span", { class: "soft", text: say("for_example") }), some.map((thing) => thingButton(thing))) : null;
}

function questions(title, list) {
  return list.length ? h("section", { class: "questions" }, h("h3", { text: both(title) }), h("div", { class: "cards" }, list.map(card))) : null;
}

function more(groups) {
  const n = groups.reduce((sum, group) => sum + group.more.length, 0);
  const rest = h("div");
  const fill = () => rest.firstChild || put(rest, groups.map((group) => questions(group.title, group.more)));
  return n ? h("details", { class: "morequestions", on: { toggle: fill } }, h("summary", { text: say("questions_more", { n }) }), rest) : null;
}

/** One question: its words, its parameters, the SPARQL behind it, and a button that asks it. */
export function card(question) {
  const form = h("form", { class: "card", data: { query: question.name } });
  const values = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  const code = h("pre", { tabindex: "0" });
  const failed = h("p", { class: "failure", role: "alert", hidden: true });
  const details = h("details", { on: { toggle: show } }, h("summary", { text: "SPARQL" }), code);

  async function sparql() {
    failed.hidden = true;
    try {
      return (await ask(`api/explore/card/${question.name}${encoded(values())}`)).sparql;
    } catch (error) {
      failed.textContent = error.message;
      failed.hidden = false;
      return null;
    }
  }

  async function show() {
    if (details.open) code.textContent = (await sparql()) || "";
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const query = await sparql();
    if (query) change({ tab: "query", query });
  });
  form.addEventListener("change", show);
  form.append(
    h("h4", { text: both(question.title) }),
    h("p", { class: "soft", text: both(question.description) }),
    h("div", { class: "fields" }, question.parameters.map(field)),
    failed,
    h("div", { class: "foot" }, details, h("button", { type: "submit", class: "go", text: say("ask") })));
  return form;
}

function field(parameter) {
  const { name, required } = parameter;
  const label = both(parameter.title);
  const about = { name, required, value: parameter.value ?? "", placeholder: required ? "" : say("any"), autocomplete: "off" };
  if (parameter.of) return h("div", { class: "field" }, h("span", { "aria-hidden": "true", text: label }), searchBox({ label, type: parameter.of, field: about }));
  const input = parameter.choices.length
    ? h("select", { name }, h("option", { value: "", text: required ? "" : say("any") }), parameter.choices.map((choice) => h("option", { value: choice, text: word(choice) })))
    : h("input", { ...about, type: parameter.type === "integer" ? "number" : "text" });
  return h("label", { class: "field" }, h("span", { text: label }), input);
}

/** Things by class and province, and the way into the whole graph. */
function overview() {
  const place = h("div", { class: "overview" });
  counts().then((table) => put(place, h("p", { class: "soft", text: say("cells_hint") }), table, h("button", { class: "go", id: "draw-all", text: say("draw_all"), on: { click: () => step("all", START) } })));
  return place;
}

/** The whole graph as counts by class and province. */
export async function counts() {
  return matrix((await askOnce("api/explore/overview")).cells);
}

function matrix(cells) {
  const kinds = [...new Set(cells.map(([kind]) => kind))].sort((a, b) => Object.keys(start().types).indexOf(a) - Object.keys(start().types).indexOf(b));
  const places = [...new Set(cells.map(([, place]) => place))].sort((a, b) => total(cells, b) - total(cells, a) || a - b);
  const most = Math.max(...cells.map(([, , things]) => things));
  const value = (kind, place) => cells.find(([k, p]) => k === kind && p === place)?.[2] || 0;
  const named = (place) => (place < 0 ? say("no_province") : provinceName(start().provinces[place]));
  const cell = (kind, place) => {
    const things = value(kind, place);
    if (!things) return h("td");
    const box = h("button", { text: count(things), title: `${named(place)} · ${word(kind)}`, data: { cell: `${kind} ${place}` }, on: { click: () => step("all", CELL, kind, place < 0 ? "" : start().provinces[place]) } });
    box.style.setProperty("--share", 0.12 + 0.6 * Math.sqrt(things / most));
    return h("td", {}, box);
  };
  const rows = places.map((place) => kinds.map((kind) => cell(kind, place)));
  const body = h("tbody", {}, places.map((place, n) => h("tr", {}, h("th", { scope: "row", text: named(place) }), rows[n])));
  roving(body, rows.map((row) => row.map((td) => td.firstChild)));
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("whole") },
    h("table", { class: "matrix" },
      h("thead", {}, h("tr", {}, h("th", { text: "" }), kinds.map((kind) => h("th", { scope: "col", text: word(kind) })))), body));
}

function total(cells, place) {
  return cells.filter(([, p]) => p === place).reduce((sum, [, , things]) => sum + things, 0);
}
