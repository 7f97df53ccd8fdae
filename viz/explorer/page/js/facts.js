// Facts, claims and evidence as they are read: what is said, how sure, and the sentence with its place marked.

import { h, short } from "./dom.js";
import { named, say, word } from "./say.js";
import { dot } from "./search.js";
import { change, open } from "./store.js";
import { correctButton } from "./corrections.js";

const HOPED = new Set(["planned", "mentioned"]);

/** A thing as a button that opens it. */
export function thingButton(thing, choose = open) {
  return h("button", { class: "thing", title: named(thing), on: { click: () => choose(thing.id) } }, dot(thing.type), h("span", { text: short(named(thing), 60) }));
}

/** A status as a small mark: solid for what is, dashed for what is hoped. */
export function statusMark(status) {
  return h("span", { class: HOPED.has(status) ? "status hoped" : `status ${status}`, text: word(status) });
}

/** One fact as seen from `side`: the thing at its other end, and its claims with their sentences. */
export function factItem(fact, side, choose) {
  const other = side === "out" ? fact.o : fact.s;
  const first = fact.claims[0];
  return h("li", { class: "fact", data: { s: fact.s.id, p: fact.p, o: fact.o.id } },
    h("div", { class: "line" }, thingButton(other, choose), first && statusMark(first.status), first && h("span", { class: "soft", text: when(first) })),
    first && first.evidence[0] ? evidenceBox(first, first.evidence[0], fact) : null,
    rest(fact));
}

function when(claim) {
  return [claim.time, ...claim.levels.map(word), claim.stage && word(claim.stage)].filter(Boolean).join(" · ");
}

function rest(fact) {
  const pairs = fact.claims.flatMap((claim) => claim.evidence.map((evidence) => [claim, evidence])).slice(1);
  if (!pairs.length) return null;
  return h("details", { class: "rest" }, h("summary", { text: say("evidence_more", { n: pairs.length }) }),
    pairs.map(([claim, evidence]) => h("div", {}, h("div", { class: "line" }, statusMark(claim.status), h("span", { class: "soft", text: when(claim) })), evidenceBox(claim, evidence, fact))));
}

/** A sentence with its place marked, its document, and how it was read. */
export function evidenceBox(claim, evidence, fact) {
  const at = [evidence.start, evidence.end];
  return h("blockquote", {},
    h("p", { class: "quote" }, tail(evidence.before), h("mark", { text: evidence.quote }), lead(evidence.after)),
    h("footer", {},
      h("button", { class: "link cite", text: short(evidence.title || evidence.document, 40), title: say("open_document"), on: { click: () => change({ tab: "evidence", doc: evidence.source, span: at }) } }),
      evidence.place ? h("span", { class: "soft place", text: where(evidence.place) }) : null,
      h("span", { class: "soft", text: evidence.published || say("no_date") }),
      correctButton(evidence, fact),
      h("span", { class: "soft rule", text: sure(evidence) })));
}

/** A place in a file, which the graph has in Chinese: 第3页, 第2段, 第1页 表2!A3:D3. */
export function where(place) {
  return place.replace(/第(\d+)页/, (_, n) => say("page_n", { n })).replace(/第(\d+)段/, (_, n) => say("paragraph_n", { n })).replace(/表(\d+)(?=!|$)/, (_, n) => say("table_n", { n }));
}

// Around a mark, the sentence that it stands in is enough; what the context cuts off is told.
const ENDS = /[。；！？\n]/;

function tail(text) {
  const last = text.split(ENDS).pop();
  return last.length === text.length && text.length > 40 ? `…${last}` : last.trimStart();
}

function lead(text) {
  const end = text.search(ENDS);
  if (end < 0) return text.length > 40 ? `${text}…` : text;
  return text.slice(0, text[end] === "\n" ? end : end + 1);
}

/** Confidence with what it was measured on, and the rule. */
export function sure({ confidence, measured, rule }) {
  const parts = [];
  if (confidence !== null && confidence !== undefined) {
    parts.push(`${say("confidence")} ${Number(confidence).toFixed(2)}${measured ? say("measured", { right: measured[0], n: measured[1] }) : say("unmeasured")}`);
  }
  if (rule) parts.push(`${say("rule")} ${rule}`);
  return parts.join(" · ");
}

/** Both ends of a fact and what joins them, for the panel of a link. */
export function factTitle(fact) {
  return h("p", { class: "facttitle" }, thingButton(fact.s), h("span", { class: "predicate", text: word(fact.p) }), thingButton(fact.o));
}
