// The tab 探索: a view of the graph that grows step by step, with its filters, its table and the panel beside it.

import { encoded } from "./api.js";
import { Canvas } from "./canvas.js";
import { h, put, short } from "./dom.js";
import { filtered, filterRail } from "./filters.js";
import { statusMark } from "./facts.js";
import { drawable, missing } from "./library.js";
import { panel, pinned } from "./panel.js";
import { gexf, save, savePicture } from "./save.js";
import { count, lang, named, say, word } from "./say.js";
import { counts, startView } from "./start.js";
import { canRedo, canUndo, change, listen, redo, startOver, state, undo } from "./store.js";
import { csv, table } from "./table.js";
import { HARD, SOFT, START, askView } from "./view.js";

const LOOKS = ["off", "statuses", "years", "province", "confidence", "layout", "show", "pins"];
let rooms = null;

/** Put the tab into `room`. */
export function mount(room) {
  rooms?.canvas?.kill();
  rooms = {
    room, view: null, able: false, canvas: null,
    tools: h("div", { class: "tools", role: "toolbar", "aria-label": say("tools") }),
    rail: h("aside", { class: "rail", "aria-label": say("filters") }),
    stage: h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": say("graph_hint") }),
    side: h("aside", { class: "panel", tabindex: "0", "aria-label": say("panel") }),
    note: h("p", { class: "note soft", role: "status" }),
  };
  rooms.stage.addEventListener("keydown", steer);
  load().catch(fail);
}

async function load() {
  const steps = state.steps;
  if (!steps.length) {
    rooms.canvas?.kill();
    Object.assign(rooms, { canvas: null, view: null });
    startView(rooms.room);
    return;
  }
  performance.mark("zhengmai-asked");
  if (!rooms.view) put(rooms.room, h("p", { class: "soft empty", role: "status", text: say("loading") }));
  const [view, able] = await Promise.all([askView(steps), drawable()]);
  if (steps !== state.steps) return;
  Object.assign(rooms, { view, able });
  frame();
  panel(rooms.side, view);
  draw();
  if (view.path && !view.path.length) message(say("no_path"));
}

function fail(error) {
  put(rooms.room, h("p", { class: "failure", role: "alert", text: error.message }), h("button", { class: "plain", text: say("start_over"), on: { click: startOver } }));
}

function message(text) {
  dispatchEvent(new CustomEvent("zhengmai-message", { detail: text }));
}

function frame() {
  if (rooms.room.querySelector(".explorer")) return;
  put(rooms.room, h("div", { class: "explorer" },
    h("details", { class: "railbox", open: innerWidth > 1000 }, h("summary", { text: say("filters") }), rooms.rail),
    h("div", { class: "middle" }, rooms.tools, rooms.stage, rooms.note), rooms.side));
}

function draw() {
  const shown = filtered(rooms.view, state);
  tools(shown);
  refocused(rooms.rail, () => filterRail(rooms.rail, rooms.view));
  const as = crowded() ? "counts" : state.show === "table" ? "table" : rooms.able ? "graph" : "picture";
  if (as !== "graph") {
    rooms.canvas?.kill();
    rooms.canvas = null;
  }
  rooms.stage.dataset.as = as;
  // Before the drawing: it would be drawn once more if the note took some of its room afterwards.
  notes(shown, as);
  if (as === "graph") drawGraph(shown);
  else if (as === "counts") counts().then((table) => put(rooms.stage, h("p", { class: "soft", text: say("too_many") }), table));
  else put(rooms.stage, as === "picture" ? picture() : null, linkTable(shown));
}

function drawGraph(shown) {
  if (!rooms.canvas) {
    put(rooms.stage);
    rooms.canvas = new Canvas(rooms.stage, {
      node: (id) => change({ node: id, link: null }),
      open: (id) => change({ node: id, link: null, steps: [...state.steps, `open~${id}`] }),
      link: (link) => change({ link, node: null }),
      ground: () => change({ node: null, link: null }),
      pin: (id, x, y) => change({ pins: { ...state.pins, [id]: [x, y] } }),
    });
  }
  rooms.canvas.draw(shown, { layout: state.layout, pins: state.pins, path: rooms.view.path, node: state.node, link: state.link });
}

/** Whether there are more things than can be drawn at all. */
function crowded() {
  return rooms.view.cut > 0 && rooms.view.nodes.length >= HARD;
}

function picture() {
  const source = `api/explore/view.svg${encoded({ s: state.steps, lang: lang() })}`;
  return h("figure", {}, h("img", { src: source, alt: say("picture_alt") }));
}

const COLUMNS = () => [
  { name: say("subject"), value: (link) => named(link.subject) },
  { name: say("predicate"), value: (link) => word(link.p) },
  { name: say("object"), value: (link) => named(link.object) },
  { name: say("status"), value: (link) => (link.status ? word(link.status) : say("vocabulary")), cell: (link) => (link.status ? statusMark(link.status) : say("vocabulary")) },
  { name: say("year"), value: (link) => [...new Set(link.claims.map(([, year]) => year).filter(Boolean))].sort().join(say("comma")) },
  { name: say("confidence_column"), value: (link) => Math.round(100 * Math.max(...link.claims.map(([, , confidence]) => confidence ?? 0), 0)) / 100 || "" },
  { name: say("claims"), value: (link) => link.n },
];

function linkRows({ nodes, links }) {
  const of = new Map(nodes.map((node) => [node.id, node]));
  return links.map((link) => ({ ...link, subject: of.get(link.s), object: of.get(link.o) }));
}

function linkTable(shown) {
  const alone = shown.nodes.filter((node) => !shown.links.some((link) => link.s === node.id || link.o === node.id));
  return h("div", { class: "twin" },
    table({ id: "link-table", label: say("links"), columns: COLUMNS().map((column, n) => (n ? column : { ...column, cell: (link) => short(named(link.subject), 40) })), rows: linkRows(shown), choose: (link) => change({ link: [link.s, link.p, link.o], node: null }) }),
    h("h2", { text: say("things") }),
    table({ id: "thing-table", label: say("things"), columns: [
      { name: say("name"), value: named, cell: (node) => short(named(node), 60) }, { name: say("class"), value: (node) => word(node.type) }, { name: say("claims"), value: (node) => node.degree },
    ], rows: [...shown.nodes.filter((node) => !alone.includes(node)), ...alone], choose: (node) => change({ node: node.id, link: null }) }));
}

function tools(shown) {
  const button = (key, call, more = {}) => h("button", { class: "plain", id: `do-${key}`, text: say(key), on: { click: call }, ...more });
  const pressed = (key, name, value) => button(key, () => change({ [name]: value }), { "aria-pressed": String(state[name] === value) });
  refocused(rooms.tools, () => put(rooms.tools,
    h("span", { class: "set" }, button("undo", undo, { disabled: !canUndo() }), button("redo", redo, { disabled: !canRedo() }), button("start_over", startOver)),
    h("span", { class: "set" }, pressed("as_graph", "show", "graph"), pressed("as_table", "show", "table")),
    h("span", { class: "set" }, pressed("force", "layout", "force"), pressed("layered", "layout", "layered"), button("fit", () => rooms.canvas?.fit())),
    h("details", { class: "menu" }, h("summary", { text: say("save") }), h("div", {},
      button("png", () => rooms.canvas && savePicture(rooms.canvas, "zhengmai.png"), { disabled: !rooms.able || state.show === "table" }),
      button("csv", () => save("zhengmai.csv", csv(COLUMNS(), linkRows(shown)))),
      button("gexf", () => rooms.canvas && save("zhengmai.gexf", gexf(rooms.canvas)), { disabled: !rooms.able || state.show === "table" }),
      button("copy_link", copyLink)))));
}

async function copyLink() {
  await navigator.clipboard?.writeText(location.href).catch(() => {});
  message(say("link_copied"));
}

function notes(shown, as) {
  const { view } = rooms;
  const parts = [say("shown", { nodes: count(shown.nodes.length), links: count(shown.links.length) })];
  const all = state.steps.find((one) => one.startsWith("all~"));
  if (shown.nodes.length < view.nodes.length) parts.push(say("hidden", { n: count(view.nodes.length - shown.nodes.length) }));
  if (view.cut) parts.push(say("cut", { n: count(view.cut) }));
  if (view.unknown.length) parts.push(say("unknown", { n: view.unknown.length }));
  if (as === "picture") parts.push(missing.length ? say("no_assets", { names: missing.join(", ") }) : say("no_webgl"));
  put(rooms.note, h("span", { text: parts.join(" · ") }), view.cut && all ? moreOfAll(all) : null);
}

function moreOfAll(all) {
  const [verb, most, ...rest] = all.split("~");
  const next = [START, SOFT, HARD].find((n) => n > Number(most));
  if (!next) return null;
  const wider = [verb, next, ...rest].join("~");
  return h("button", { class: "plain", text: say("draw_up_to", { n: count(next) }), on: { click: () => change({ steps: state.steps.map((one) => (one === all ? wider : one)) }) } });
}

/** Draw again without losing the place of the keyboard. */
function refocused(place, call) {
  const held = place.contains(document.activeElement) ? document.activeElement : null;
  const mark = held && (held.id ? `#${CSS.escape(held.id)}` : held.dataset.type ? `[data-type="${held.dataset.type}"]` : held.dataset.status ? `[data-status="${held.dataset.status}"]` : null);
  call();
  if (mark) place.querySelector(mark)?.focus();
}

function steer(event) {
  const { canvas } = rooms;
  const moves = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] };
  if (!canvas || event.target !== rooms.stage) return;
  if (moves[event.key]) canvas.move(...moves[event.key]);
  else if (event.key === "+" || event.key === "=") canvas.zoom(0.8);
  else if (event.key === "-") canvas.zoom(1.25);
  else if (event.key === "0") canvas.fit();
  else return;
  event.preventDefault();
}

listen((now, changed) => {
  if (!rooms || now.tab !== "explore" || changed.has("lang")) {
    if (rooms && (changed.has("steps") || changed.has("node"))) rooms.stale = true;
    return;
  }
  if (changed.has("steps") || rooms.stale) {
    rooms.stale = false;
    load().catch(fail);
    return;
  }
  if (rooms.view && LOOKS.some((name) => changed.has(name))) draw();
  if (changed.has("pins")) pinned();
  if (changed.has("node") || changed.has("link")) {
    rooms.canvas?.choose(now.node, now.link);
    if (rooms.view) panel(rooms.side, rooms.view);
  }
});

addEventListener("zhengmai-pin", ({ detail: { id, pins } }) => {
  const at = rooms?.canvas?.graph.hasNode(id) && rooms.canvas.graph.getNodeAttributes(id);
  change({ pins: pins || (at ? { ...state.pins, [id]: [at.x, at.y] } : state.pins) });
});

addEventListener("keydown", (event) => {
  if (state.tab !== "explore" || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  if (/^(input|textarea|select)$/i.test(event.target.tagName) && event.target.type !== "range") return;
  event.preventDefault();
  (event.shiftKey ? redo : undo)();
});

// For whoever drives the page from outside: the drawing, its graph and its view.
window.zhengmai = { get explore() { return rooms; } };
