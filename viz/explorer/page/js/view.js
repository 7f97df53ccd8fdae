// What the steps of an address lead to, asked of the server.

import { ask } from "./api.js";

export const SOFT = 2000;
export const HARD = 10_000;
let early = null;

/** Ask for a view before anything is there that could show it; done when the question is on its way. */
export async function askEarly(steps) {
  early = { of: steps.join("!"), view: fetched(steps) };
  early.view.catch(() => {});
  await new Promise((resolve) => { setTimeout(resolve); });
}

/** Nodes and links after these steps, and what else is to be told of them; a node of a large view has its place `at`. */
export function askView(steps) {
  const known = early?.of === steps.join("!") ? early.view : null;
  early = null;
  return known || fetched(steps);
}

async function fetched(steps) {
  const limit = steps.some((one) => one.startsWith("all~") && Number(one.split("~")[1]) > SOFT) ? HARD : SOFT;
  const view = await ask("api/explore/view", { s: steps, limit });
  view.places?.forEach((place, n) => { view.nodes[n].at = place; });
  return view;
}
