// What the editor completes: prefixes, classes and properties of this graph, found by name or by their label.

import { askOnce } from "./api.js";
import { lang } from "./say.js";

const MOST = 60;

/** Put our completers in the place of those that would ask other servers. */
export async function teach(Yasqe) {
  const schema = await askOnce("api/explore/schema");
  register(Yasqe, "class", schema.classes, schema.prefixes);
  register(Yasqe, "property", schema.properties, schema.prefixes);
  if (!Yasqe.Autocompleters["graph-prefixes"]) {
    Yasqe.forkAutocompleter("prefixes", { name: "graph-prefixes", persistenceId: null, get: () => Promise.resolve(Object.entries(schema.prefixes).map(([name, iri]) => `${name}: <${iri}>`)) }, false);
  }
  return schema;
}

function register(Yasqe, kind, terms, prefixes) {
  const name = `graph-${kind}`;
  if (Yasqe.Autocompleters[name]) return;
  const labels = new Map(terms.map(([iri, zh, en]) => [iri, { zh, en }]));
  Yasqe.forkAutocompleter(kind, {
    name, bulk: false, autoShow: true, persistenceId: null,
    get: (_, token) => Promise.resolve(fitting(terms, token?.autocompletionString || "", token?.string || "")),
    postProcessSuggestion: (_, token, iri) => shortened(iri, prefixes),
    postprocessHints: (_, hints) => hints.map((hint) => ({ ...hint, displayText: told(hint.text, labels, prefixes) })),
  }, false);
}

/** Terms whose IRI begins as typed, or whose name or label has what was typed. */
export function fitting(terms, iri, typed) {
  const part = typed.replace(/^.*[:<]/, "").toLowerCase();
  const begins = terms.filter(([term]) => iri && term.startsWith(iri));
  const has = terms.filter(([term, zh, en]) => !begins.some(([known]) => known === term) && part
    && (term.split(/[#/]/).pop().toLowerCase().includes(part) || zh.includes(part) || en.toLowerCase().includes(part)));
  return [...begins, ...has, ...(iri || part ? [] : terms)].slice(0, MOST).map(([term]) => term);
}

function shortened(iri, prefixes) {
  const [name, space] = Object.entries(prefixes).find(([, start]) => iri.startsWith(start)) || [];
  return name && /^[\w-]+$/.test(iri.slice(space.length)) ? `${name}:${iri.slice(space.length)}` : `<${iri}>`;
}

function told(text, labels, prefixes) {
  const [name, local] = text.split(":");
  const label = labels.get(prefixes[name] + local)?.[lang()];
  return label ? `${text}  ${label}` : text;
}
