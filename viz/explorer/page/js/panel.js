// Beside the graph: all that is known of what is chosen, and how to go on from there.

import { ask } from "./api.js";
import { h, linkable, put, short } from "./dom.js";
import { evidenceBox, factItem, factTitle, statusMark } from "./facts.js";
import { forceLine, forceWords } from "./force.js";
import { named, say, word } from "./say.js";
import { dot, searchBox } from "./search.js";
import { change, state, step } from "./store.js";

const MORE = 20;
// Properties of other vocabularies, which our ontology has no label for.
const ATTRIBUTES = { source: "source", notation: "notation" };
let asked = 0;

/** Show what is chosen, in `place`; `view` is what is drawn, `undefined` while nothing is. */
export async function panel(place, view) {
  const turn = asked += 1;
  const { node, link } = state;
  if (!node && !link) {
    put(place, h("p", { class: "soft empty", text: say("panel_hint") }));
    return;
  }
  try {
    const parts = link ? linkParts(await ask("api/explore/link", { s: link[0], p: link[1], o: link[2] })) : nodeParts(await ask("api/explore/thing", { id: node }), view);
    if (turn !== asked) return;
    put(place, parts);
    place.scrollTop = 0;
  } catch (error) {
    if (turn === asked) put(place, h("p", { class: "failure", role: "alert", text: error.message }));
  }
}

function linkParts(fact) {
  const claims = fact.claims.map((claim) => h("section", { class: "claim" },
    h("div", { class: "line" }, statusMark(claim.status), h("span", { class: "soft", text: [claim.time, ...claim.levels.map(word), claim.stage && word(claim.stage)].filter(Boolean).join(" · ") })),
    claim.evidence.map((evidence) => evidenceBox(claim, evidence, fact))));
  return [close(), factTitle(fact), claims.length ? h("h3", { text: say("evidence_of", { n: claims.length }) }) : h("p", { class: "soft", text: say("no_claim") }), ...claims];
}

function close() {
  return h("button", { class: "close plain", "aria-label": say("close"), title: say("close"), text: "×", on: { click: () => change({ node: null, link: null }) } });
}

function nodeParts(thing, view) {
  return [
    close(),
    h("p", { class: "kindline" }, dot(thing.type), h("span", { text: word(thing.type) }), thing.inferred ? h("span", { class: "status hoped", text: word("inferred") }) : null),
    h("h2", { class: "title", text: named(thing) }),
    aliases(thing), actions(thing), attributes(thing), inForce(thing),
    ...thing.groups.map((group) => groupPart(thing, group, view)),
    thing.groups.length ? null : h("p", { class: "soft", text: say("no_facts") }),
    address(thing.iri),
  ].filter(Boolean);
}

function aliases(thing) {
  const names = [...new Set([thing.label, ...thing.aliases])].filter((name) => name !== named(thing));
  if (!names.length) return null;
  const shown = names.slice(0, 6).map((name) => short(name, 60)).join(say("comma"));
  return h("div", { class: "aliases" }, h("span", { class: "soft", text: say("aliases") }), " ", shown,
    names.length > 6 ? h("details", {}, h("summary", { text: say("names_more", { n: names.length - 6 }) }), names.slice(6).map((name) => short(name, 60)).join(say("comma"))) : null);
}

function actions(thing) {
  const shown = h("div", { class: "actions" });
  const button = (key, call, id = null) => h("button", { class: "plain", id, text: say(key), on: { click: call } });
  const finder = h("div", { hidden: true }, searchBox({ label: say("path_to"), things: true, choose: (hit) => change({ steps: [...state.steps, `path~${thing.id}~${hit.id}`], node: thing.id }) }));
  shown.append(
    button("expand", () => change({ steps: [...state.steps, `open~${thing.id}`] })),
    button("fold", () => step("fold", thing.id)),
    button("drop", () => change({ steps: [...state.steps, `drop~${thing.id}`], node: null })),
    button(thing.id in state.pins ? "unpin" : "pin", () => pin(thing.id), "pin-thing"),
    button("path", () => { finder.hidden = !finder.hidden; finder.querySelector("input").focus(); }, "find-path"),
    button("as_query", () => change({ tab: "query", query: queryAbout(thing.iri) })));
  if (thing.type === "Programme") shown.append(button("trace_it", () => change({ tab: "trace", programme: thing.id }), "trace-it"));
  return h("div", {}, shown, finder);
}

function pin(id) {
  const { [id]: held, ...others } = state.pins;
  dispatchEvent(new CustomEvent("zhengmai-pin", { detail: { id, pins: held ? others : null } }));
}

/** Have the button that pins say what it does now. */
export function pinned() {
  const button = document.getElementById("pin-thing");
  if (button) button.textContent = say(state.node in state.pins ? "unpin" : "pin");
}

function queryAbout(iri) {
  const named = /[<>"{}|^`\\\s]/.test(iri) ? "" : `<${iri}>`;
  return `SELECT ?predicate ?object WHERE {\n  ${named} ?predicate ?object .\n}\nLIMIT 100`;
}

function attributes(thing) {
  if (!thing.attributes.length) return null;
  return h("dl", { class: "attributes" }, thing.attributes.flatMap(({ name, values }) => [h("dt", { text: ATTRIBUTES[name] ? say(ATTRIBUTES[name]) : word(name) }), h("dd", { text: values.map((value) => short(word(value), 120)).join(say("comma")) })]));
}

function inForce({ force }) {
  if (!force) return null;
  const several = force.told.length > 1;
  const one = (told) => h("li", { class: "fact" }, several ? h("div", { class: "line" }, h("span", { class: "soft", text: forceWords(told) })) : null, evidenceBox(null, told, null));
  return h("section", { class: "group inforce" }, h("h3", { text: say("in_force") }), forceLine(force), h("ul", { class: "facts" }, force.told.map(one)));
}

function groupPart(thing, group, view) {
  const list = h("ul", { class: "facts" }, group.facts.map((fact) => factItem(fact, group.direction, choose)));
  const shown = drawn(thing, group, view);
  const draw = h("button", { class: "plain draw", data: { predicate: group.predicate, direction: group.direction },
    text: say("draw_more", { n: Math.min(MORE, group.total - shown) }),
    on: { click: () => step("more", thing.id, group.predicate, group.direction, Math.min(group.total, shown + MORE)) } });
  const part = h("section", { class: "group" },
    h("h3", {}, h("span", { text: heading(group) }), h("span", { class: "n", text: view ? `${shown} / ${group.total}` : String(group.total), title: say("drawn_of") }), shown < group.total ? draw : null),
    list, moreFacts(thing, group, list));
  return part;
}

function choose(id) {
  change({ node: id, link: null });
}

function heading({ predicate, direction }) {
  return direction === "out" ? word(predicate) : say("inverse", { predicate: word(predicate) });
}

function drawn(thing, group, view) {
  if (!view) return 0;
  const [own, other] = group.direction === "out" ? ["s", "o"] : ["o", "s"];
  return new Set(view.links.filter((link) => link.p === group.predicate && link[own] === thing.id).map((link) => link[other])).size;
}

function moreFacts(thing, group, list) {
  if (group.facts.length >= group.total) return null;
  let offset = group.facts.length;
  const button = h("button", { class: "plain", text: say("facts_more", { n: group.total - offset }), on: { click: load } });
  async function load() {
    const facts = await ask("api/explore/facts", { id: thing.id, predicate: group.predicate, direction: group.direction, offset, limit: MORE });
    list.append(...facts.map((fact) => factItem(fact, group.direction, choose)));
    offset += facts.length;
    button.textContent = say("facts_more", { n: group.total - offset });
    if (offset >= group.total) button.remove();
  }
  return button;
}

function address(iri) {
  const text = h("span", { text: short(iri, 200) });
  return h("p", { class: "iri soft" }, linkable(iri) ? h("a", { href: iri, rel: "noopener noreferrer", target: "_blank" }, text) : text);
}
