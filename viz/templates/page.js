"use strict";
// One view: the network, the panel beside it, search, legend. Text only ever goes through textContent.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const hidden = new Set();
  let lang = data.lang;
  let shown = { kind: "all" };

  const say = (key) => data.page[key][lang];
  const word = (term) => (data.words[term] || { zh: term, en: term })[lang];
  const HOPED = new Set(["planned", "mentioned"]);

  function element(tag, options = {}, ...children) {
    const made = document.createElement(tag);
    if (options.class) made.className = options.class;
    if (options.text !== undefined) made.textContent = options.text;
    if (options.click) made.addEventListener("click", options.click);
    if (tag === "button") made.type = "button";
    made.append(...children);
    return made;
  }

  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges);
  const network = new vis.Network(byId("network"), { nodes, edges }, data.options);

  function linksOf(iri) {
    return Object.keys(data.links).filter((id) => data.links[id].subject === iri || data.links[id].object === iri);
  }

  function chip(status) {
    if (!status) return "";
    return element("span", { class: HOPED.has(status) ? "chip hoped" : "chip", text: word(status) });
  }

  function row(id, seenFrom) {
    const link = data.links[id];
    const [subject, object] = [data.things[link.subject].label, data.things[link.object].label];
    const own = seenFrom === link.subject;
    const text = seenFrom ? (own ? `→ ${object}` : `← ${subject}`) : `${subject} · ${word(link.predicate)} · ${object}`;
    const made = element("button", { class: "row", click: () => show({ kind: "link", id }) }, chip(link.status), text);
    made.dataset.edge = id;
    return made;
  }

  function back() {
    return element("button", { class: "back", text: say("back"), click: () => show({ kind: "all" }) });
  }

  function allPanel() {
    const counts = say("summary").replace("{nodes}", data.nodes.length).replace("{edges}", data.edges.length);
    const parts = [element("h2", { text: counts }), element("p", { class: "soft", text: say("hint") })];
    if (data.truncated) parts.push(element("p", { class: "soft", text: say("truncated") }));
    parts.push(element("h3", { text: say("all") }));
    return parts.concat(Object.keys(data.links).map((id) => row(id)));
  }

  function nodePanel(iri) {
    const thing = data.things[iri];
    const parts = [back(), element("h2", { text: thing.label }), element("p", {}, element("span", { class: "chip", text: word(thing.type) }))];
    if (thing.inferred) parts[2].append(element("span", { class: "chip hoped", text: word("inferred") }));
    if (thing.notice) parts[2].append(element("span", { class: "chip", text: thing.notice }));
    if (thing.aliases.length) parts.push(element("p", { class: "soft", text: `${say("aliases")}: ${thing.aliases.join("、")}` }));
    parts.push(element("p", { class: "soft", text: iri }));
    const groups = new Map();
    for (const id of linksOf(iri)) {
      const predicate = data.links[id].predicate;
      groups.set(predicate, (groups.get(predicate) || []).concat(id));
    }
    for (const [predicate, ids] of groups) {
      parts.push(element("h3", { text: `${word(predicate)} (${ids.length})` }), ...ids.map((id) => row(id, iri)));
    }
    return parts;
  }

  function thingLink(iri) {
    return element("button", { class: "link", text: data.things[iri].label, click: () => show({ kind: "node", id: iri }) });
  }

  function linkPanel(id) {
    const link = data.links[id];
    const fact = element("p", { class: "fact" }, thingLink(link.subject), element("em", { text: word(link.predicate) }), thingLink(link.object));
    const claims = link.claims.length ? link.claims.map(claimBox) : [element("p", { class: "soft", text: say("no_claim") })];
    return [back(), fact, ...claims];
  }

  function claimBox(claim) {
    const box = element("section", { class: HOPED.has(claim.status) ? "claim hoped" : "claim" }, chip(claim.status));
    const facets = [claim.time, claim.stage && word(claim.stage), ...claim.levels.map(word)];
    facets.filter(Boolean).forEach((text) => box.append(element("span", { class: "chip", text })));
    claim.evidence.forEach((evidence) => box.append(...evidenceLines(evidence)));
    return box;
  }

  function evidenceLines(evidence) {
    const quote = element("blockquote", {}, evidence.before ? `…${evidence.before}` : "", element("mark", { text: evidence.quote }), evidence.after ? `${evidence.after}…` : "");
    const source = element("cite", { text: `${evidence.title || evidence.document} · ${evidence.published || say("no_date")}` });
    const details = [`${say("place")} ${evidence.start}–${evidence.end}`];
    if (evidence.rule) details.push(`${say("rule")} ${evidence.rule}`);
    if (evidence.confidence !== null) details.push(`${say("confidence")} ${evidence.confidence}`);
    return [quote, source, element("p", { class: "soft", text: details.join(" · ") })];
  }

  function show(what) {
    shown = what;
    const parts = what.kind === "node" ? nodePanel(what.id) : what.kind === "link" ? linkPanel(what.id) : allPanel();
    byId("panel").replaceChildren(...parts);
    byId("panel").scrollTop = 0;
    network.unselectAll();
    if (what.kind === "node") network.selectNodes([what.id], false);
    if (what.kind === "link") network.setSelection({ nodes: [], edges: [what.id] }, { highlightEdges: false });
    labelEdges();
  }

  function labelEdges() {
    const near = new Set(shown.kind === "node" ? linksOf(shown.id) : shown.kind === "link" ? [shown.id] : []);
    edges.update(Object.keys(data.links).map((id) => ({
      id,
      label: data.labelledEdges || near.has(id) ? word(data.links[id].predicate) : "",
    })));
  }

  const SVG = "http://www.w3.org/2000/svg";
  function drawn(name, attributes) {
    const svg = document.createElementNS(SVG, "svg");
    const shape = document.createElementNS(SVG, name);
    Object.entries({ width: 28, height: 14 }).forEach(([key, value]) => svg.setAttribute(key, value));
    Object.entries(attributes).forEach(([key, value]) => shape.setAttribute(key, value));
    svg.append(shape);
    return svg;
  }

  function typeButton(kind) {
    const look = data.looks[kind];
    const count = Object.values(data.things).filter((thing) => thing.type === kind).length;
    const swatch = drawn("rect", { x: 5, y: 1, width: 18, height: 12, rx: 3, fill: look.fill, stroke: look.border });
    const button = element("button", { click: () => toggle(kind) }, swatch, `${word(kind)} ${count}`);
    button.setAttribute("aria-pressed", String(!hidden.has(kind)));
    button.dataset.type = kind;
    return button;
  }

  function lineSample(line, key) {
    const { color, dashes, width } = data.lines[line];
    const look = { x1: 1, y1: 7, x2: 27, y2: 7, stroke: color, "stroke-width": width, "stroke-dasharray": dashes ? dashes.join(" ") : "none" };
    return element("span", {}, drawn("line", look), say(key));
  }

  function legend() {
    const lines = [["achieved", "holds"], ["planned", "hoped"], ["mentioned", "said"], ["vocabulary", "known"]];
    byId("legend").replaceChildren(...Object.keys(data.looks).map(typeButton), ...lines.map(([line, key]) => lineSample(line, key)));
    byId("legend").setAttribute("aria-label", say("legend"));
  }

  function toggle(kind) {
    if (!hidden.delete(kind)) hidden.add(kind);
    nodes.update(Object.keys(data.things).map((id) => ({ id, hidden: hidden.has(data.things[id].type) })));
    legend();
  }

  function search(event) {
    event.preventDefault();
    const text = byId("query").value.trim().toLowerCase();
    if (!text) return;
    const names = (thing) => [thing.label, ...thing.aliases].map((name) => name.toLowerCase());
    const ids = Object.keys(data.things);
    const hit = ids.find((id) => names(data.things[id]).includes(text)) || ids.find((id) => names(data.things[id]).some((name) => name.includes(text)));
    byId("found").textContent = hit ? "" : say("none_found");
    if (!hit) return;
    show({ kind: "node", id: hit });
    network.focus(hit, { scale: Math.max(network.getScale(), 0.8), animation: false });
  }

  function translate() {
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    byId("query").placeholder = say("search");
    byId("query").setAttribute("aria-label", say("search"));
    byId("language").textContent = say("language");
    byId("fit").textContent = say("fit");
    byId("found").textContent = "";
    legend();
    show(shown);
  }

  network.on("click", ({ nodes: hitNodes, edges: hitEdges }) => {
    if (hitNodes.length) show({ kind: "node", id: hitNodes[0] });
    else if (hitEdges.length) show({ kind: "link", id: hitEdges[0] });
    else show({ kind: "all" });
  });
  byId("search").addEventListener("submit", search);
  byId("query").addEventListener("change", search);
  byId("fit").addEventListener("click", () => network.fit());
  byId("language").addEventListener("click", () => { lang = lang === "zh" ? "en" : "zh"; translate(); });
  byId("names").append(...Object.values(data.things).slice(0, 500).map((thing) => {
    const option = element("option");
    option.value = thing.label.slice(0, 80);
    return option;
  }));
  byId("notice").textContent = data.notice;
  byId("notice").hidden = !data.notice;
  translate();
  if (data.centre) show({ kind: "node", id: data.centre });
  // A large view starts around its centre, where names can be read.
  if (data.centre && network.getScale() < 0.4) network.focus(data.centre, { scale: 0.6, animation: false });
  window.addEventListener("resize", () => network.fit());
  // For whoever drives the page from outside: the network, with positions and selection.
  window.zhengmai = { network };
})();
