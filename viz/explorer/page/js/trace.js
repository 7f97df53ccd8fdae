// The tab 扩散: how one programme spread, in pictures, each mark with its sentences, and as a table.

import { ask } from "./api.js";
import { cellsOf, roving } from "./cells.js";
import { rejectButton } from "./corrections.js";
import { h, put, short } from "./dom.js";
import { statusMark, thingButton } from "./facts.js";
import { drawing, paint } from "./figures.js";
import { both, count, lang, named, say, start, word } from "./say.js";
import { searchBox } from "./search.js";
import { change, listen, open, state } from "./store.js";
import { table } from "./table.js";

let parts = null;

/** Put the tab into `room`. */
export function mount(room) {
  parts = { room, trace: null, of: null, body: h("div", { class: "tracebody" }), side: h("aside", { class: "panel", tabindex: "0", "aria-label": say("panel") }) };
  const chooser = searchBox({ label: say("choose_programme"), type: "Programme", choose: (hit) => change({ programme: hit.id, traceView: null, traceYear: null }) });
  put(room, h("div", { class: "tracing" }, h("div", { class: "tracemain", tabindex: "0", role: "region", "aria-label": say("trace") }, h("div", { class: "tracehead" }, chooser), parts.body), parts.side));
  parts.body.addEventListener("click", (event) => mark(event.target));
  parts.body.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && mark(event.target) && event.preventDefault());
  show();
}

function mark(target) {
  const ref = target.closest?.("[data-ref]")?.dataset.ref;
  if (ref) change({ traceView: ref });
  return Boolean(ref);
}

async function show() {
  const programme = state.programme || (state.node?.startsWith("programme/") ? state.node : null);
  if (!programme) {
    put(parts.body, h("p", { class: "soft", text: say("trace_hint") }), h("ul", { class: "suggested" }, start().programmes.map((one) => h("li", {}, thingButton(one, () => change({ programme: one.id })), h("span", { class: "n", text: count(one.degree) })))));
    put(parts.side);
    return;
  }
  try {
    if (parts.of !== programme) {
      put(parts.body, h("p", { class: "soft empty", role: "status", text: say("loading") }));
      const trace = await ask("api/explore/trace", { programme, lang: lang() });
      Object.assign(parts, { trace, of: programme });
      put(parts.body, views(trace, programme));
      matrix(trace);
    }
    year();
    card();
  } catch (error) {
    put(parts.body, h("p", { class: "failure", role: "alert", text: error.message }));
  }
}

function views(trace, programme) {
  const names = lang() === "en" && trace.thing.en || [...new Set(trace.programmes.map(({ name }) => name))].join(say("comma"));
  return [
    h("h1", {}, h("button", { class: "link", text: names, on: { click: () => open(programme) } })),
    h("p", { class: "soft", text: say("trace_note", { adopted: trace.coverage.adopted.length, silent: trace.coverage.silent.length, absent: trace.coverage.without_document.length }) }),
    h("div", { class: "figures" }, trace.figures.map((figure) => h("section", { class: `figure ${figure.name}` },
      h("h2", { text: figure.title }), figure.name === "map" ? slider(trace) : null,
      h("div", { class: "drawing", tabindex: "0", role: "region", "aria-label": figure.title }, drawing(figure.svg))))),
    h("h2", { text: say("adoptions") }),
    adoptions(trace.adoptions),
    h("p", { class: "soft", text: trace.caption }),
  ];
}

function matrix({ years }) {
  const svg = parts.body.querySelector(".figure.heat svg");
  const rows = svg ? cellsOf(svg, years) : [];
  if (rows.length) roving(svg, rows);
}

function slider({ years }) {
  if (years.length < 2) return null;
  const input = h("input", { type: "range", id: "trace-year", min: 0, max: years.length - 1, "aria-label": say("year"), on: { input: () => change({ traceYear: String(years[input.value]) }) } });
  return h("div", { class: "slider" }, input, h("output", { for: "trace-year" }));
}

function year() {
  const { years } = parts.trace;
  const svg = parts.body.querySelector(".figure.map svg");
  const input = parts.body.querySelector("#trace-year");
  if (!svg || !input) return;
  const at = years.includes(Number(state.traceYear)) ? years.indexOf(Number(state.traceYear)) : years.length - 1;
  input.value = at;
  input.setAttribute("aria-valuetext", String(years[at]));
  parts.body.querySelector("output").textContent = years[at];
  paint(svg, parts.trace, at);
}

function card() {
  const found = parts.trace.cards[state.traceView];
  for (const one of parts.body.querySelectorAll(".chosen")) one.classList.remove("chosen");
  if (!found) {
    put(parts.side, h("p", { class: "soft empty", text: say("trace_card_hint") }));
    return;
  }
  for (const one of parts.body.querySelectorAll(`[data-ref="${CSS.escape(state.traceView)}"]`)) one.classList.add("chosen");
  put(parts.side,
    h("h2", { class: "title", text: both(found.head) }),
    (found.lines || []).map((line) => h("p", { text: both(line) })),
    found.facts ? h("dl", { class: "attributes" }, found.facts.flatMap((fact) => [h("dt", { text: both(fact) }), h("dd", { text: fact.value })])) : null,
    (found.quotes || []).map(quote),
    found.from ? h("h3", { text: both(found.from) }) : null,
    (found.reasons || []).map(quote),
    h("ul", {}, (found.links || []).map((link) => h("li", {}, h("button", { class: "link", text: both(link), on: { click: () => change({ traceView: link.ref }) } })))),
    found.documents?.length ? h("h3", { text: say("documents_of_year") }) : null,
    h("ul", { class: "cards-documents" }, (found.documents || []).map((one) => h("li", {}, h("button", { class: "link", text: short(one.title, 60), on: { click: () => change({ tab: "evidence", doc: one.document, span: null }) } }), h("span", { class: "soft", text: [one.date || say("no_date"), say(one.naming ? "names_it" : "names_it_not")].join(" · ") })))));
  parts.side.scrollTop = 0;
}

function quote(one) {
  const go = () => change({ tab: "evidence", doc: one.document, span: [one.start, one.end] });
  return h("blockquote", {}, h("p", { class: "quote" }, one.before || "", h("mark", { text: one.quote }), one.after || ""),
    h("footer", {}, h("button", { class: "link cite", text: short(one.title, 40), title: say("open_document"), on: { click: go } }),
      one.where ? h("span", { class: "soft place", text: both(one.where) }) : null,
      one.date === undefined ? null : h("span", { class: "soft", text: one.date || say("no_date") }),
      rejectButton(one, parts.of)));
}

const placed = (row) => named({ label: row.region, en: row.en });

function adoptions(rows) {
  if (!rows.length) return h("p", { class: "soft", text: say("no_adoption") });
  const base = start().prefixes.zmi;
  return table({
    id: "adoption-table", label: say("adoptions"), rows, choose: (row) => open(row.region_iri.replace(base, "")),
    columns: [
      { name: say("region"), value: (row) => placed(row), cell: (row) => short(placed(row), 30) },
      { name: say("status"), value: (row) => word(row.status), cell: (row) => statusMark(row.status) },
      { name: say("event_time"), value: (row) => row.event_time || "" },
      { name: say("document_date"), value: (row) => row.document_date || "" },
      { name: say("sentence"), value: (row) => row.sentence, cell: (row) => h("button", { class: "link quote", title: say("open_document"), text: short(row.sentence, 90), on: { click: () => change({ tab: "evidence", doc: row.document, span: [row.start, row.end] }) } }) },
      { name: say("document"), value: (row) => row.title || row.file, cell: (row) => short(row.title || row.file, 30) },
      { name: say("confidence_column"), value: (row) => row.confidence ?? "" },
    ],
  });
}

listen((now, changed) => {
  if (!parts || now.tab !== "trace" || changed.has("lang")) return;
  if (["programme", "tab", "traceView", "traceYear"].some((name) => changed.has(name))) show();
});
