// One state for all tabs: who changes it tells it here, the address follows, and steps can be taken back.

import { initial, read, written } from "./hash.js";

// What undo takes back: the view, not where one looks.
const VIEW = ["steps", "off", "statuses", "years", "province", "confidence", "layout", "pins"];
const listeners = new Set();
let undone = [];
let done = [];

export let state = read(location.hash);

/** Be told of every change: `listen((state, changed) => …)`, `changed` a set of the names that did. */
export function listen(call) {
  listeners.add(call);
}

/** Change some of the state. Changes of the view can be undone. */
export function change(part) {
  const changed = differing(part);
  if (!changed.size) return;
  if (VIEW.some((name) => changed.has(name))) {
    done.push(viewOf(state));
    if (done.length > 200) done.shift();
    undone = [];
  }
  apply(part, changed, true);
}

/** Take back the last change of the view. */
export function undo() {
  if (!done.length) return;
  undone.push(viewOf(state));
  restore(done.pop());
}

/** Do again what was taken back. */
export function redo() {
  if (!undone.length) return;
  done.push(viewOf(state));
  restore(undone.pop());
}

export const canUndo = () => done.length > 0;
export const canRedo = () => undone.length > 0;

/** Add a step to the view. */
export function step(...parts) {
  change({ steps: [...state.steps, parts.join("~")] });
}

/** Open a thing in the graph, from whatever tab. */
export function open(id) {
  const known = state.steps.includes(`open~${id}`);
  change({ tab: "explore", node: id, link: null, ...(known ? {} : { steps: [...state.steps, `open~${id}`] }) });
}

/** An empty start. */
export function startOver() {
  const { lang } = state;
  change({ ...initial(), lang });
}

function viewOf(from) {
  return Object.fromEntries(VIEW.map((name) => [name, from[name]]));
}

function restore(part) {
  apply(part, differing(part), true);
}

function differing(part) {
  return new Set(Object.keys(part).filter((name) => JSON.stringify(part[name]) !== JSON.stringify(state[name])));
}

function apply(part, changed, write) {
  // What stays the same stays the same object, so that who waits for an answer can tell whether it is still wanted.
  const tabChanged = changed.has("tab");
  state = { ...state, ...Object.fromEntries([...changed].map((name) => [name, part[name]])) };
  if (write) history[tabChanged ? "pushState" : "replaceState"](null, "", written(state));
  listeners.forEach((call) => call(state, changed));
}

function follow() {
  const part = read(location.hash);
  const changed = differing(part);
  if (changed.size) apply(part, changed, false);
}

addEventListener("popstate", follow);
addEventListener("hashchange", follow);
