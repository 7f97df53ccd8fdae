// The libraries from elsewhere, each loaded when it is first needed, and never asked for where it is not installed.

import { h } from "./dom.js";
import { start } from "./say.js";

const loading = new Map();

/** Whether this browser has WebGL. The first look takes a while, so it is worth having while an answer is waited for. */
export function webgl() {
  if (!loading.has("webgl")) loading.set("webgl", Boolean(document.createElement("canvas").getContext("webgl2")));
  return loading.get("webgl");
}

/** Load files of /vendor, together but run one after the other; gives whether all are there. */
export async function load(...names) {
  if (names.some((name) => start().missing.includes(name))) return false;
  return (await Promise.all(names.map(one))).every(Boolean);
}

function one(name) {
  if (!loading.has(name)) {
    loading.set(name, new Promise((resolve) => {
      const on = { load: () => resolve(true), error: () => resolve(false) };
      const made = name.endsWith(".css") ? h("link", { rel: "stylesheet", href: `vendor/${name}`, on }) : h("script", { src: `vendor/${name}`, on });
      made.async = false;
      document.head.append(made);
    }));
  }
  return loading.get(name);
}
