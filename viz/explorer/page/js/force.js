// When a policy is in force, in words: 自…起施行，有效期至…，自…起废止.

import { h } from "./dom.js";
import { say } from "./say.js";

/** One thing that is told of force: `effect` is from, until or repealed, `time` in EDTF. */
export const forceWords = ({ effect, time }) => say(`force_${effect}`, { time });

/** All that is told of a policy in a line, and what follows from it for today, where anything does. */
export function forceLine(force) {
  const told = ["from", "until", "repealed"].filter((effect) => force[effect]).map((effect) => forceWords({ effect, time: force[effect] }));
  const now = standing(force, new Date().toISOString().slice(0, 10));
  return h("p", { class: "line force" }, now ? h("span", { class: "status ended", text: say(now) }) : null, h("span", { text: told.join(say("then")) }));
}

// A year or a month counts from its first day for a beginning, to its last for an end.
function standing({ from, until, repealed }, today) {
  const part = (time) => today.slice(0, time.length);
  if (repealed && part(repealed) >= repealed) return "is_repealed";
  if (until && part(until) > until) return "is_expired";
  return from && part(from) < from ? "is_coming" : null;
}
