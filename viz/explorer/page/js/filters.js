// What of a view is shown: classes, statuses, years, province, confidence. A link stays when one claim fits them all.

import { h, put, settled } from "./dom.js";
import { count, line, provinceName, say, start, word } from "./say.js";
import { dot } from "./search.js";
import { change, state } from "./store.js";

/** Nodes and links of `view` that pass the filters of `now`; a thing that only hidden links joined is hidden too. */
export function filtered(view, now) {
  const off = new Set(now.off);
  const nodes = view.nodes.filter((node) => !off.has(node.type));
  const known = new Set(nodes.map((node) => node.id));
  const links = view.links.filter((link) => known.has(link.s) && known.has(link.o) && fits(link, now));
  if (!narrowed(now)) return { nodes, links };
  const joined = new Set(links.flatMap((link) => [link.s, link.o]));
  return { nodes: nodes.filter((node) => joined.has(node.id) || node.id === view.centre), links };
}

function narrowed(now) {
  return now.statuses.length || now.years || now.province || now.confidence;
}

function fits(link, now) {
  if (!link.claims.length) return !now.statuses.includes("vocabulary") && !now.years && !now.province && !now.confidence;
  const province = now.province ? start().provinces.indexOf(now.province) : null;
  return link.claims.some(([status, year, confidence, place]) => !now.statuses.includes(status)
    && (!now.years || (year !== null && year >= now.years[0] && year <= now.years[1]))
    && (province === null || place === province)
    && (confidence ?? 0) >= now.confidence);
}

/** The filters of a view, in `place`. */
export function filterRail(place, view) {
  const kinds = tally(view.nodes.map((node) => node.type));
  const statuses = tally(view.links.map((link) => link.status || "vocabulary"));
  put(place,
    h("h2", { text: say("legend") }),
    h("div", { class: "chips", id: "legend" }, Object.keys(start().types).filter((kind) => kinds.get(kind)).map((kind) => kindChip(kind, kinds.get(kind)))),
    h("h2", { text: say("status") }),
    h("div", { class: "chips" }, [...start().statuses, "vocabulary"].filter((status) => statuses.get(status)).map((status) => statusChip(status, statuses.get(status)))),
    years(view), province(view), confidence(),
    h("button", { class: "plain", id: "clear-filters", text: say("clear_filters"), on: { click: () => change({ off: [], statuses: [], years: null, province: null, confidence: 0 }) } }));
}

function tally(values) {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) || 0) + 1);
  return found;
}

function toggled(list, value) {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}

function kindChip(kind, n) {
  return h("button", { class: "chip", data: { type: kind }, "aria-pressed": String(!state.off.includes(kind)), on: { click: () => change({ off: toggled(state.off, kind) }) } },
    dot(kind), h("span", { text: word(kind) }), h("span", { class: "n", text: count(n) }));
}

function statusChip(status, n) {
  const sample = h("span", { class: "sample", "aria-hidden": "true" });
  sample.style.setProperty("--line", line(status).color);
  sample.style.setProperty("--dash", line(status).dashes ? "dashed" : "solid");
  return h("button", { class: "chip", data: { status }, "aria-pressed": String(!state.statuses.includes(status)), on: { click: () => change({ statuses: toggled(state.statuses, status) }) } },
    sample, h("span", { text: status === "vocabulary" ? say("vocabulary") : word(status) }), h("span", { class: "n", text: count(n) }));
}

function years(view) {
  const counts = tally(view.links.flatMap((link) => link.claims.map(([, year]) => year)).filter(Boolean));
  if (!counts.size) return null;
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
  const most = Math.max(...counts.values());
  const [from, to] = state.years || [first, last];
  const bars = h("div", { class: "bars", "aria-hidden": "true" });
  for (let year = first; year <= last; year += 1) {
    const bar = h("span", { title: `${year}: ${counts.get(year) || 0}`, class: year >= from && year <= to ? "in" : "" });
    bar.style.height = `${Math.round(100 * (counts.get(year) || 0) / most)}%`;
    bars.append(bar);
  }
  const slide = (name, value, set) => h("input", { type: "range", min: first, max: last, value, "aria-label": say(name), "aria-valuetext": String(value), id: name,
    on: { change: (event) => { const [a, b] = set(Number(event.target.value)); change({ years: a <= first && b >= last ? null : [a, b] }); } } });
  return h("div", { class: "group" }, h("h2", {}, say("years"), h("span", { class: "n", text: `${from}–${to}` })), bars,
    slide("year_from", from, (value) => [Math.min(value, to), to]), slide("year_to", to, (value) => [from, Math.max(value, from)]));
}

function province(view) {
  const places = [...new Set(view.links.flatMap((link) => link.claims.map(([, , , place]) => place)))].filter((place) => place >= 0).map((place) => start().provinces[place]).sort();
  if (!places.length) return null;
  const box = h("select", { id: "province", on: { change: (event) => change({ province: event.target.value || null }) } },
    h("option", { value: "", text: say("all_provinces") }), places.map((name) => h("option", { value: name, text: provinceName(name) })));
  box.value = state.province || "";
  return h("div", { class: "group" }, h("h2", {}, h("label", { for: "province", text: say("told_in") })), box);
}

function confidence() {
  const shown = h("span", { class: "n", text: state.confidence.toFixed(2) });
  const tell = settled((value) => change({ confidence: value }), 120);
  const box = h("input", { type: "range", id: "confidence", min: 0, max: 1, step: 0.05, value: state.confidence,
    on: { input: (event) => { shown.textContent = Number(event.target.value).toFixed(2); tell(Number(event.target.value)); } } });
  return h("div", { class: "group" }, h("h2", {}, h("label", { for: "confidence", text: say("confidence_least") }), shown), box);
}
