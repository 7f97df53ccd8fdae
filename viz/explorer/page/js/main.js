// The start of the page: asks what it needs, then hands the room to the tab of the address.

import { ask } from "./api.js";
import { h, put } from "./dom.js";
import { early } from "./early.js";
import { header, setTheme } from "./header.js";
import { drawable } from "./library.js";
import { learn, say } from "./say.js";
import { listen, state } from "./store.js";

const TABS = {
  explore: () => import("./explore.js"),
  query: () => import("./query.js"),
  trace: () => import("./trace.js"),
  evidence: () => import("./evidence.js"),
};
const PATIENCE = 600;
const rooms = new Map();
const place = document.getElementById("room");
let given = null;

/** The language of the address, else the one chosen before, else Chinese. */
function language() {
  return state.lang || localStorage.getItem("zhengmai-lang") || "zh";
}

async function enter() {
  const tab = state.tab;
  if (!rooms.has(tab)) {
    const room = h("section", { class: `room ${tab}`, id: `tab-${tab}`, "aria-label": say(tab) });
    rooms.set(tab, room);
    const { mount } = await TABS[tab]();
    mount(room, state);
  }
  if (state.tab === tab && place.firstChild !== rooms.get(tab)) put(place, rooms.get(tab));
  document.title = `${say(tab)} · 政脉`;
}

function translate() {
  rooms.clear();
  learn(given, language());
  header(document.getElementById("bar"));
  put(place);
  enter().catch(fail);
}

function fail(error) {
  put(place, h("p", { class: "failure", role: "alert", text: error.message }));
}

/** Say something for a moment, to eyes and to screen readers. */
addEventListener("zhengmai-message", (event) => {
  const box = document.getElementById("message");
  put(box, h("p", { text: event.detail }));
  clearTimeout(box.timer);
  box.timer = setTimeout(() => put(box), 6000);
});
addEventListener("unhandledrejection", (event) => {
  dispatchEvent(new CustomEvent("zhengmai-message", { detail: event.reason?.message || String(event.reason) }));
});

setTheme(localStorage.getItem("zhengmai-theme"));
listen((_, changed) => {
  if (changed.has("lang")) translate();
  else if (changed.has("tab")) enter().catch(fail);
});
// What comes soon is painted at once: without a graphics card, every frame before the drawing keeps it waiting.
const soon = early && Promise.race([Promise.all([early.view, drawable()]), new Promise((resolve) => { setTimeout(resolve, PATIENCE); })]);
Promise.all([ask("api/explore/start"), soon]).then(([start]) => { given = start; translate(); }).catch(fail);
