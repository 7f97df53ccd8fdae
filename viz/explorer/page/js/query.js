// The tab 查询: an editor with examples, answers as a table, downloads, and triples as a graph.

import { reach, told } from "./api.js";
import { teach } from "./completions.js";
import { h, put } from "./dom.js";
import { answerView, thingsIn } from "./answers.js";
import { load } from "./library.js";
import { save } from "./save.js";
import { both, count, say, start } from "./say.js";
import { card } from "./start.js";
import { change, listen, state } from "./store.js";

const FIRST = "SELECT ?type (COUNT(?thing) AS ?n) WHERE {\n  ?thing a ?type .\n}\nGROUP BY ?type\nORDER BY DESC(?n)\n";
const JSON_RESULTS = "application/sparql-results+json";
const FORMS = { csv: ["text/csv", "csv"], json: [JSON_RESULTS, "json"], turtle: ["text/turtle", "ttl"] };
let parts = null;

/** Put the tab into `room`. */
export function mount(room) {
  parts = {
    editor: null, running: null, answer: null,
    box: h("div", { class: "editor", role: "region", "aria-label": say("editor") }),
    bar: h("div", { class: "tools", role: "toolbar", "aria-label": say("tools") }),
    result: h("div", { class: "answer", "aria-live": "polite" }),
  };
  const examples = h("aside", { class: "examples", "aria-label": say("examples") }, h("h2", { text: say("examples") }), start().cards.flatMap(examplesOf));
  put(room, h("div", { class: "querying" }, examples, h("div", { class: "middle" }, parts.box, parts.bar, parts.result)));
  bar();
  editor().then(() => state.query && run());
}

function examplesOf(group) {
  return [h("h3", { text: both(group.title) }), ...[...group.first, ...group.more].map(example)];
}

function example(question) {
  return h("details", { class: "example", data: { query: question.name } }, h("summary", { text: both(question.title) }), card(question));
}

async function editor() {
  const { box } = parts;
  const Yasqe = (await load("yasqe.min.css", "yasqe.min.js")) && window.Yasqe;
  if (!Yasqe) {
    const area = h("textarea", { class: "plainedit", spellcheck: "false", "aria-label": say("editor"), value: state.query || FIRST, on: { keydown: (event) => event.ctrlKey && event.key === "Enter" && run() } });
    put(box, area);
    parts.editor = { getValue: () => area.value, setValue: (text) => { area.value = text; } };
    return;
  }
  const schema = await teach(Yasqe);
  const made = new Yasqe(box, {
    value: declared(state.query || FIRST), persistenceId: null, showQueryButton: false, createShareableLink: null, consumeShareLink: null, resizeable: false,
    autocompleters: ["graph-prefixes", "graph-class", "graph-property", "variables"], editorHeight: "230px", tabSize: 2, viewportMargin: Infinity, collapsePrefixesOnLoad: true,
    extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-Space": (cm) => cm.autocomplete(), Tab: false, "Shift-Tab": false, "Ctrl-/": (cm) => cm.commentLines() },
  });
  // Completion knows the prefixes that the endpoint knows, declared or not.
  const own = made.getPrefixesFromQuery.bind(made);
  made.getPrefixesFromQuery = () => ({ ...schema.prefixes, ...own() });
  made.getInputField().setAttribute("aria-label", say("editor"));
  parts.editor = made;
}

function bar(more = []) {
  const button = (key, call, options = {}) => h("button", { class: "plain", id: `query-${key}`, text: say(key), on: { click: call }, ...options });
  const { answer, running } = parts;
  const rows = answer && !answer.triples;
  put(parts.bar,
    h("button", { class: "go", id: "query-run", text: say(running ? "stop" : "run"), on: { click: () => (parts.running ? parts.running.abort() : run()) } }),
    h("span", { class: "soft", text: say("run_hint") }), h("span", { class: "gap" }), ...more,
    h("span", { class: "set" }, button("csv", () => download("csv"), { disabled: !rows }), button("json", () => download("json"), { disabled: !rows }), button("turtle", () => download("turtle"), { disabled: !answer?.triples })),
    button("to_graph", toGraph, { disabled: !answer || !thingsIn(answer).length }));
}

/** The query with the prefixes declared that it uses and this server knows, so that it runs anywhere, and the editor finds no fault. */
function declared(query) {
  const plain = stripped(query);
  const lacking = Object.entries(start().prefixes).filter(([name]) => new RegExp(`(?:^|[^\\w:-])${name}:`).test(plain) && !new RegExp(`prefix\\s+${name}:`, "i").test(plain));
  return lacking.map(([name, iri]) => `PREFIX ${name}: <${iri}>\n`).join("") + query;
}

const stripped = (query) => query.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>|#[^\n]*/g, " ");

/** The kind of a query, as far as it can be told without reading it all: its first keyword outside comments and strings. */
function builds(query) {
  const plain = stripped(query);
  return /^\s*(?:(?:PREFIX|BASE)\s+\S*\s*)*(?:CONSTRUCT|DESCRIBE)\b/i.test(plain);
}

function write(query) {
  parts.editor.setValue(query);
  parts.editor.collapsePrefixes?.(true);
}

async function fetched(query, accept, signal) {
  const answer = await reach("sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: accept }, body: query, signal });
  if (!answer.ok) throw new Error(await told(answer));
  return answer;
}

async function run() {
  const query = declared(parts.editor.getValue());
  if (query !== parts.editor.getValue()) write(query);
  parts.running?.abort();
  const running = new AbortController();
  Object.assign(parts, { running, answer: null });
  change({ query });
  bar();
  put(parts.result, h("p", { class: "soft", text: say("running") }));
  const began = performance.now();
  try {
    const built = builds(query);
    const answer = await fetched(query, built ? "application/n-triples" : JSON_RESULTS, running.signal);
    const cut = answer.headers.get("Zhengmai-Truncated");
    parts.answer = built ? { query, triples: await answer.text() } : { query, ...(await answer.json()) };
    const { size, view } = answerView(parts.answer);
    put(parts.result, cut ? h("p", { class: "soft", role: "status", text: say("truncated") }) : null, view);
    bar([h("span", { class: "soft", id: "query-size", text: say("rows", { n: count(size), seconds: ((performance.now() - began) / 1000).toFixed(2) }) })]);
  } catch (error) {
    put(parts.result, h("p", { class: running.signal.aborted ? "soft" : "failure", role: "alert", text: running.signal.aborted ? say("stopped") : error.message }));
  } finally {
    if (parts.running === running) parts.running = null;
    const run_ = document.getElementById("query-run");
    if (run_ && !parts.running) run_.textContent = say("run");
    if (!parts.answer && !parts.running) bar();
  }
}

async function download(form) {
  const [type, ending] = FORMS[form];
  const answer = await fetched(parts.answer.query, type);
  save(`zhengmai.${ending}`, await answer.blob());
}

function toGraph() {
  const things = thingsIn(parts.answer);
  change({ tab: "explore", steps: [...state.steps, `add~${things.join("~")}`], node: null, link: null });
}

listen((now, changed) => {
  if (!parts?.editor || !changed.has("query") || now.query === null || now.query === parts.editor.getValue()) return;
  write(now.query);
  run();
});
