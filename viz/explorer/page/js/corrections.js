// “Wrong”: a correction for the next build, where the server takes any.

import { reach, told } from "./api.js";
import { h, put } from "./dom.js";
import { say, start } from "./say.js";

/** A button that marks a piece of evidence as wrong; null where the server takes no corrections, or it is of no fact. */
export function correctButton(evidence, fact) {
  if (!fact) return null;
  return button("api/explore/corrections", { document: evidence.source, start: evidence.start, end: evidence.end, subject: fact.s.id, predicate: fact.p, object: fact.o.id });
}

/** A button that marks what a sentence tells of a region and a programme as wrong; null where the server takes no
 * corrections, or the sentence tells of no adoption. */
export function rejectButton(quote, programme) {
  if (!quote.adopter) return null;
  return button("api/explore/corrections/adoption", { document: quote.document, start: quote.start, end: quote.end, region: quote.adopter, programme });
}

function button(path, about) {
  if (!start().corrections) return null;
  const place = h("span", { class: "wrong" });
  const ask = () => put(place,
    h("span", { class: "soft", text: say("wrong_sure") }),
    h("button", { class: "plain", text: say("wrong_yes"), on: { click: () => send(place, path, about) } }),
    h("button", { class: "plain", text: say("cancel"), on: { click: () => put(place, first()) } }));
  const first = () => h("button", { class: "plain", title: say("wrong_hint"), text: say("wrong"), on: { click: ask } });
  return put(place, first());
}

async function send(place, path, about, verdict = "wrong") {
  const answer = await reach(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Zhengmai-Token": start().corrections },
    body: JSON.stringify({ ...about, verdict }),
  });
  const back = () => send(place, path, about, "right");
  put(place, answer.ok
    ? [h("span", { class: "soft", role: "status", text: say(verdict === "wrong" ? "wrong_noted" : "wrong_undone") }), verdict === "wrong" ? h("button", { class: "plain", text: say("wrong_undo"), on: { click: back } }) : null]
    : h("span", { class: "failure", role: "alert", text: await told(answer) }));
}
