// The state of the page as the part of its address behind #, and back.

const TABS = ["explore", "query", "trace", "evidence"];
const LAYOUTS = ["force", "layered"];

/** What a page shows that nobody has asked anything yet. */
export function initial() {
  return {
    tab: "explore", steps: [], node: null, link: null, off: [], statuses: [], years: null, province: null,
    confidence: 0, layout: "force", show: "graph", query: null, programme: null, doc: null, span: null, lang: null,
    pins: {}, traceView: null, traceYear: null,
  };
}

/** The address of a state; what is as at the start is left out. */
export function written(state) {
  const parts = new URLSearchParams();
  const add = (name, value) => { if (value) parts.set(name, value); };
  add("g", state.steps.join("!"));
  add("n", state.node);
  add("l", state.link && state.link.join("~"));
  add("off", state.off.join(","));
  add("st", state.statuses.join(","));
  add("y", state.years && state.years.join("-"));
  add("r", state.province);
  add("c", state.confidence && String(state.confidence));
  add("lay", state.layout === "force" ? "" : state.layout);
  add("v", state.show === "graph" ? "" : state.show);
  add("pin", Object.entries(state.pins).map(([id, [x, y]]) => `${id}~${Math.round(x)}~${Math.round(y)}`).join("!"));
  add("q", state.query);
  add("p", state.programme);
  add("tv", state.traceView);
  add("ty", state.traceYear);
  add("d", state.doc);
  add("at", state.span && state.span.join("-"));
  add("lang", state.lang);
  const query = parts.toString().replace(/%2F/g, "/").replace(/%7E/g, "~").replace(/%21/g, "!");
  return `#/${state.tab}${query ? `?${query}` : ""}`;
}

/** The state of an address; what cannot be read in it is as at the start. */
export function read(hash) {
  const [, tab, query] = /^#\/(\w+)(?:\?(.*))?$/.exec(hash) || [];
  const parts = new URLSearchParams(query || "");
  const list = (name, by = ",") => (parts.get(name) || "").split(by).filter(Boolean);
  const state = initial();
  if (TABS.includes(tab)) state.tab = tab;
  state.steps = list("g", "!");
  state.node = parts.get("n");
  const link = list("l", "~");
  if (link.length === 3) state.link = link;
  state.off = list("off");
  state.statuses = list("st");
  state.years = numbers(parts.get("y"), /^(\d{4})-(\d{4})$/);
  state.province = parts.get("r");
  state.confidence = Math.min(1, Math.max(0, Number(parts.get("c")) || 0));
  if (LAYOUTS.includes(parts.get("lay"))) state.layout = parts.get("lay");
  if (parts.get("v") === "table") state.show = "table";
  for (const pin of list("pin", "!")) {
    const [id, x, y] = pin.split("~");
    if (Number.isFinite(Number(x)) && Number.isFinite(Number(y))) state.pins[id] = [Number(x), Number(y)];
  }
  state.query = parts.get("q");
  state.programme = parts.get("p");
  state.traceView = parts.get("tv");
  state.traceYear = parts.get("ty");
  state.doc = parts.get("d");
  state.span = numbers(parts.get("at"), /^(\d{1,9})-(\d{1,9})$/);
  if (["zh", "en"].includes(parts.get("lang"))) state.lang = parts.get("lang");
  return state;
}

function numbers(text, pattern) {
  const found = pattern.exec(text || "");
  return found ? [Number(found[1]), Number(found[2])] : null;
}
