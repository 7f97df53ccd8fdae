// The libraries from elsewhere, each loaded when it is first needed, and never asked for where it is not installed.

import { h } from "./dom.js";
import { start } from "./say.js";

const loading = new Map();

/** Load files of /vendor one after the other; gives whether all are there. */
export async function load(...names) {
  if (names.some((name) => start().missing.includes(name))) return false;
  for (const name of names) if (!(await one(name))) return false;
  return true;
}

function one(name) {
  if (!loading.has(name)) {
    loading.set(name, new Promise((resolve) => {
      const on = { load: () => resolve(true), error: () => resolve(false) };
      document.head.append(name.endsWith(".css") ? h("link", { rel: "stylesheet", href: `vendor/${name}`, on }) : h("script", { src: `vendor/${name}`, on }));
    }));
  }
  return loading.get(name);
}
