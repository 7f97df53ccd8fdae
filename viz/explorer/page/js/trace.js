// The tab 扩散: how one programme spread through the documents of this graph.

import { ask } from "./api.js";
import { h, put, short } from "./dom.js";
import { statusMark } from "./facts.js";
import { say, start, word } from "./say.js";
import { searchBox } from "./search.js";
import { change, listen, open, state } from "./store.js";
import { table } from "./table.js";

let parts = null;

/** Put the tab into `room`. */
export function mount(room) {
  parts = { room, head: h("div", { class: "tracehead" }), body: h("div", { class: "tracebody" }) };
  put(room, h("div", { class: "tracing" }, parts.head, parts.body));
  show();
}

async function show() {
  const programme = state.programme || (state.node?.startsWith("programme/") ? state.node : null);
  put(parts.head, searchBox({ label: say("choose_programme"), type: "Programme", choose: (hit) => change({ programme: hit.id }) }));
  if (!programme) {
    put(parts.body, h("p", { class: "soft empty", text: say("trace_hint") }));
    return;
  }
  try {
    const trace = await ask("api/explore/trace", { programme });
    if ((state.programme || programme) !== programme) return;
    put(parts.body, views(trace, programme));
  } catch (error) {
    put(parts.body, h("p", { class: "failure", role: "alert", text: error.message }));
  }
}

function views(trace, programme) {
  const names = trace.programmes.map(({ name }) => name).join("、");
  return [
    h("h1", {}, h("button", { class: "link", text: names, on: { click: () => open(programme) } })),
    h("p", { class: "soft", text: say("trace_note", { adopted: trace.coverage.adopted.length, silent: trace.coverage.silent.length, absent: trace.coverage.without_document.length }) }),
    h("h2", { text: say("adoptions") }),
    adoptions(trace.adoptions),
  ];
}

function adoptions(rows) {
  if (!rows.length) return h("p", { class: "soft", text: say("no_adoption") });
  const base = start().prefixes.zmi;
  return table({
    id: "adoption-table", label: say("adoptions"), rows, choose: (row) => open(row.region_iri.replace(base, "")),
    columns: [
      { name: say("region"), value: (row) => row.region, cell: (row) => short(row.region, 30) },
      { name: say("status"), value: (row) => word(row.status), cell: (row) => statusMark(row.status) },
      { name: say("event_time"), value: (row) => row.event_time || "" },
      { name: say("document_date"), value: (row) => row.document_date || "" },
      { name: say("sentence"), value: (row) => row.sentence, cell: (row) => h("button", { class: "link quote", title: say("open_document"), text: short(row.sentence, 90), on: { click: () => change({ tab: "evidence", doc: row.document, span: [row.start, row.end] }) } }) },
      { name: say("document"), value: (row) => row.title || row.file, cell: (row) => short(row.title || row.file, 30) },
      { name: say("confidence"), value: (row) => row.confidence ?? "" },
    ],
  });
}

listen((now, changed) => {
  if (!parts || now.tab !== "trace" || changed.has("lang")) return;
  if (changed.has("programme") || changed.has("tab")) show();
});
