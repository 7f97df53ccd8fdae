// What the steps of an address lead to, asked of the server.

import { ask, read } from "./api.js";
import { early, viewAddress } from "./early.js";

export const START = 300;
export const SOFT = 2000;
export const HARD = 10_000;
let begun = early;

/** Nodes and links after these steps, and what else is to be told of them; a node of a large view has its place `at`. */
export async function askView(steps) {
  const address = viewAddress(steps);
  const first = begun;
  begun = null;
  return expanded(await (first?.address === address ? first.answer.then(read) : ask(address)));
}

// Things and links from the columns in which they are sent (kg/serve/explore/columns.py).
function expanded({ nodes: { id, label, type, degree, english }, links: { s, p, o, n, claims }, types, predicates, rows, places, ...view }) {
  const nodes = id.map((one, at) => ({ id: one, label: label[at], type: types[type[at]], degree: degree[at], at: places?.[at] }));
  english.forEach(([at, name]) => { nodes[at].en = name; });
  const links = s.map((from, at) => {
    const found = [claims[at]].flat().filter((row) => row >= 0).map((row) => rows[row]);
    return { s: id[from], p: predicates[p[at]], o: id[o[at]], n: n[at], status: found.length ? found[0][0] : null, claims: found };
  });
  return { ...view, nodes, links };
}
