// The tab 证据: documents, and the text of one as its file has it, with everything marked that was read from it.

import { ask, askOnce } from "./api.js";
import { h, put, settled, short, visible } from "./dom.js";
import { statusMark, thingButton, where } from "./facts.js";
import { forceWords } from "./force.js";
import { count, look, named, provinceName, say, word } from "./say.js";
import { change, listen, open, state } from "./store.js";

const SHOWN = 200;
const find = { text: "", province: "", year: "" };
let parts = null;

/** Put the tab into `room`. */
export function mount(room) {
  parts = { room, all: [], shown: null, list: h("div", { class: "doclist" }), text: h("article", { class: "doctext", tabindex: "0", "aria-label": say("text") }), claims: h("aside", { class: "docclaims", tabindex: "0", "aria-label": say("claims") }) };
  const filters = h("div", { class: "docfilters" });
  put(room, h("div", { class: "reading" }, h("aside", { class: "docs", "aria-label": say("documents") }, filters, parts.list), parts.text, parts.claims));
  askOnce("api/explore/documents").then((all) => {
    parts.all = all;
    put(filters, controls(all));
    list();
    return show();
  }).catch(fail);
}

function fail(error) {
  put(parts.text, h("p", { class: "failure", role: "alert", text: error.message }));
}

function controls(all) {
  const years = [...new Set(all.map(year).filter(Boolean))].sort().reverse();
  const provinces = [...new Set(all.map((one) => one.province).filter(Boolean))].sort((a, b) => a.localeCompare(b, "zh-CN"));
  const select = (name, label, values) => {
    const box = h("select", { "aria-label": label, on: { change: (event) => { find[name] = event.target.value; list(); } } },
      h("option", { value: "", text: label }), values.map((value) => h("option", { value, text: provinceName(value) })));
    box.value = find[name];
    return box;
  };
  return [
    h("input", { type: "search", id: "find-document", value: find.text, placeholder: say("find_document"), "aria-label": say("find_document"), on: { input: settled((event) => { find.text = event.target.value; list(); }, 100) } }),
    select("province", say("all_provinces"), provinces), select("year", say("all_years"), years),
  ];
}

const placed = (one) => named({ label: one.place, en: one.placeEnglish });
const year = (one) => (one.published || "").slice(0, 4);

function list() {
  const wanted = find.text.trim().toLowerCase();
  const found = parts.all.filter((one) => (!find.province || one.province === find.province) && (!find.year || year(one) === find.year)
    && (!wanted || [one.title, one.file, one.place, one.placeEnglish].some((text) => (text || "").toLowerCase().includes(wanted))));
  put(parts.list,
    h("p", { class: "soft", role: "status", text: say("documents_found", { n: count(found.length) }) }),
    h("ul", {}, found.slice(0, SHOWN).map((one) => h("li", {}, h("button", { class: "doc", data: { doc: one.id }, "aria-current": one.id === state.doc ? "true" : null, on: { click: () => change({ doc: one.id, span: null }) } },
      h("span", { class: "name", text: short(one.title || one.file, 60) }),
      h("span", { class: "soft", text: [placed(one), one.published || say("no_date"), say("claims_n", { n: one.claims })].join(" · ") }))))),
    found.length > SHOWN ? h("p", { class: "soft", text: say("narrow_down", { n: count(found.length - SHOWN) }) }) : null);
}

async function show() {
  const id = state.doc;
  for (const row of parts.list.querySelectorAll(".doc")) {
    if (row.dataset.doc === id) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
  if (!id) {
    put(parts.text, h("p", { class: "soft empty", text: say("choose_document") }));
    put(parts.claims);
    return;
  }
  if (parts.shown?.document.id !== id) {
    put(parts.text, h("p", { class: "soft empty", role: "status", text: say("loading") }));
    const found = await ask("api/explore/document", { id });
    if (state.doc !== id) return;
    parts.shown = found;
    text(found);
    claims(found);
  }
  jump();
}

function text({ document: about, pieces, marks, cut }) {
  const body = h("div", { class: "body" }, pieces.map(([piece, over]) => (over.length ? marked(piece, over, marks) : visible(piece))));
  put(parts.text,
    h("header", {}, h("h2", { text: about.title || about.file }),
      h("p", { class: "soft", text: [placed(about), about.published || say("no_date"), about.tier && word(about.tier), about.file].filter(Boolean).join(" · ") }),
      about.notice ? h("p", { class: "notice", text: about.notice }) : null),
    body, cut ? h("p", { class: "soft", text: say("text_cut", { n: count(cut) }) }) : null);
}

function marked(piece, over, marks) {
  const mentions = over.filter((n) => marks[n].kind === "mention");
  const kinds = [over.length > mentions.length ? "evidence" : "", mentions.length ? "mention" : ""].filter(Boolean).join(" ");
  const options = { class: kinds, text: piece, data: { marks: over.join(" ") } };
  if (!mentions.length) return h("span", options);
  const thing = marks[mentions[mentions.length - 1]];
  const box = h("a", { ...options, href: `#/explore?g=open~${encodeURIComponent(thing.thing)}`, title: `${named(thing)} · ${word(thing.type)}`, on: { click: (event) => { event.preventDefault(); open(thing.thing); } } });
  box.style.setProperty("--edge", look(thing.type).border);
  return box;
}

function claims({ marks }) {
  const found = marks.filter((mark) => mark.kind !== "mention");
  put(parts.claims, h("h2", { text: say("read_from_it", { n: count(found.length) }) }),
    h("ul", {}, found.map((mark) => h("li", { data: { start: mark.start, end: mark.end } },
      h("div", { class: "line" }, mark.kind === "force" ? told(mark) : [thingButton(as(mark.s)), h("span", { class: "predicate", text: word(mark.p) }), thingButton(as(mark.o))]),
      h("div", { class: "line" }, mark.status ? statusMark(mark.status) : null, h("span", { class: "soft", text: [mark.place && where(mark.place), mark.kind === "evidence" && mark.time, mark.confidence !== null && `${say("confidence")} ${Number(mark.confidence).toFixed(2)}`, mark.rule].filter(Boolean).join(" · ") }),
        h("button", { class: "link", text: say("show_place"), on: { click: () => change({ span: [mark.start, mark.end] }) } }))))));
}

const told = (mark) => [mark.policy ? thingButton(as(mark.policy)) : h("span", { text: say("this_document") }), h("span", { class: "predicate", text: forceWords(mark) })];

const as = ({ thing, ...named }) => ({ id: thing, ...named });

/** Bring the stretch of the address into sight. */
function jump() {
  const at = state.span;
  for (const piece of parts.text.querySelectorAll(".here")) piece.classList.remove("here");
  for (const item of parts.claims.querySelectorAll("li")) item.classList.toggle("here", Boolean(at) && Number(item.dataset.start) === at[0] && Number(item.dataset.end) === at[1]);
  if (!at || !parts.shown) return;
  const { marks } = parts.shown;
  const inside = [...parts.text.querySelectorAll("[data-marks]")].filter((piece) => piece.dataset.marks.split(" ").some((n) => marks[n].start === at[0] && marks[n].end === at[1]));
  inside.forEach((piece) => piece.classList.add("here"));
  inside[0]?.scrollIntoView({ block: "center" });
  parts.claims.querySelector(".here")?.scrollIntoView({ block: "nearest" });
}

listen((now, changed) => {
  if (!parts || now.tab !== "evidence" || changed.has("lang")) return;
  if (changed.has("doc") || changed.has("span") || changed.has("tab")) show().catch(fail);
});
