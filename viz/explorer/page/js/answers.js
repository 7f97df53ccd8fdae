// What a query answered: rows, yes or no, or triples; things of the graph among them open it.

import { h, linkable, short } from "./dom.js";
import { say, start, word } from "./say.js";
import { open } from "./store.js";
import { table } from "./table.js";

const MOST = 500;
// Claims, evidence, mentions and documents are no things that a view draws.
const DRAWN = /^(?:enterprise|park|industry|policy|programme|region|agency|project|region-of)\//;
// Names of the ontology's terms that queries give as text: achieved, implements.
const TERM = /^[a-z][A-Za-z]+$/;
const TRIPLE = /^(<[^>]*>|_:\S+)\s+(<[^>]*>)\s+(.+?)\s*\.\s*$/;

/** How many rows there are, and the element that shows them. */
export function answerView(answer) {
  if (answer.triples !== undefined) return tripleView(answer.triples);
  if (answer.boolean !== undefined) return { size: 1, view: h("p", { class: "truth", text: say(answer.boolean ? "yes" : "no") }) };
  const names = answer.head.vars;
  const rows = answer.results.bindings;
  const columns = names.map((name) => ({ name, value: (row) => plain(row[name]), cell: (row) => cell(row[name]) }));
  return { size: rows.length, view: rows.length ? table({ columns, rows, label: say("answer"), id: "answer-table" }) : h("p", { class: "soft", text: say("no_rows") }) };
}

function tripleView(text) {
  const rows = text.split("\n").map((line) => TRIPLE.exec(line)).filter(Boolean).map(([, ...terms]) => terms.map(term));
  const columns = ["subject", "predicate", "object"].map((name, n) => ({ name: say(name), value: (row) => plain(row[n]), cell: (row) => cell(row[n]) }));
  return { size: rows.length, view: rows.length ? table({ columns, rows, label: say("answer"), id: "answer-table" }) : h("p", { class: "soft", text: say("no_rows") }) };
}

function term(written) {
  if (written.startsWith("<")) return { type: "uri", value: written.slice(1, -1) };
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(written);
  if (!quoted) return { type: "bnode", value: written };
  return { type: "literal", value: quoted[1].replace(/\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)/g, (_, four, eight, one) => (four || eight ? String.fromCodePoint(parseInt(four || eight, 16)) : { n: "\n", t: "\t", r: "\r" }[one] || one)) };
}

function plain(found) {
  if (!found) return "";
  const number = /#(?:integer|decimal|double|float|int|long)$/.test(found.datatype || "") ? Number(found.value) : NaN;
  return Number.isFinite(number) ? number : found.value;
}

function cell(found) {
  if (!found) return "";
  if (found.type !== "uri") return short(TERM.test(found.value) ? word(found.value) : found.value, 300);
  const id = thing(found.value);
  if (id) return h("button", { class: "link", title: found.value, text: short(prefixed(found.value), 60), on: { click: () => open(id) } });
  return linkable(found.value) ? h("a", { href: found.value, rel: "noopener noreferrer", target: "_blank", text: short(prefixed(found.value), 60) }) : short(found.value, 120);
}

function prefixed(iri) {
  const [name, space] = Object.entries(start().prefixes).find(([, begin]) => iri.startsWith(begin)) || [];
  return name ? `${name}:${iri.slice(space.length)}` : iri;
}

function thing(iri) {
  const base = start().prefixes.zmi;
  return iri.startsWith(base) && DRAWN.test(iri.slice(base.length)) ? iri.slice(base.length) : null;
}

/** The things of the graph that an answer names, at most 500. */
export function thingsIn(answer) {
  const iris = answer.triples !== undefined
    ? [...answer.triples.matchAll(/<([^>]*)>/g)].map(([, iri]) => iri)
    : (answer.results?.bindings || []).flatMap((row) => Object.values(row)).filter(({ type }) => type === "uri").map(({ value }) => value);
  return [...new Set(iris.map(thing).filter(Boolean))].slice(0, MOST);
}
