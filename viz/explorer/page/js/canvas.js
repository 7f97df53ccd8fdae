// The graph as drawn by sigma: discs by class, lines by status, what is chosen and its neighbours in front.

import { short } from "./dom.js";
import { load } from "./library.js";
import { force, layered, seed } from "./layouts.js";
import { dark, line, look, word } from "./say.js";

const FONT = '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const LABELLED_EDGES = 30;
const INK = { light: { ink: "#1d2126", paper: "#ffffff", faint: "#d9dce1", accent: "#1f4e8c" }, dark: { ink: "#e6e8eb", paper: "#191c20", faint: "#363b42", accent: "#8fb8f0" } };
const colours = () => INK[dark() ? "dark" : "light"];

/** Whether there is what it takes: WebGL in this browser (sigma cannot even be loaded without), and the libraries. */
export async function drawable() {
  const canvas = document.createElement("canvas");
  if (!canvas.getContext("webgl2")) return false;
  return load("graphology.umd.min.js", "graphology-library.min.js", "sigma.min.js");
}

/** The drawing in `place`. `on.node(id)`, `on.link([s, p, o])`, `on.ground()`, `on.pin(id, x, y)`, `on.open(id)`. */
export class Canvas {
  constructor(place, on) {
    this.place = place;
    this.on = on;
    this.places = new Map();
    this.chosen = { node: null, link: null, path: [] };
    this.end = () => {};
    this.graph = new window.graphology.MultiDirectedGraph();
    const { EdgeArrowProgram, EdgeCurveProgram, createNodeBorderProgram } = window.Sigma.rendering;
    const disc = createNodeBorderProgram({ borders: [{ size: { value: 0.16 }, color: { attribute: "edge" } }, { size: { fill: true }, color: { attribute: "color" } }] });
    this.sigma = new window.Sigma(this.graph, place, {
      defaultNodeType: "disc", nodeProgramClasses: { disc }, defaultEdgeType: "arrow", edgeProgramClasses: { arrow: EdgeArrowProgram, curved: EdgeCurveProgram },
      labelFont: FONT, labelSize: 13, labelDensity: 0.6, labelGridCellSize: 80, labelRenderedSizeThreshold: 5, edgeLabelFont: FONT, edgeLabelSize: 11,
      zIndex: true, enableEdgeEvents: true, minEdgeThickness: 1, stagePadding: 64, allowInvalidContainer: true,
      defaultDrawNodeLabel: drawLabel, defaultDrawNodeHover: drawHover,
      nodeReducer: (id, data) => this.node(id, data), edgeReducer: (id, data) => this.edge(id, data),
    });
    this.listen();
    this.repaint = () => this.theme();
    addEventListener("zhengmai-theme", this.repaint);
    this.theme();
  }

  /** Show other nodes and links; those that stay keep their place. */
  draw({ nodes, links }, { layout, pins, path }) {
    this.end();
    this.pins = pins;
    this.chosen.path = path || [];
    this.keep();
    // Filled before sigma sees it, which would look at each addition.
    const graph = new window.graphology.MultiDirectedGraph();
    for (const node of nodes) graph.addNode(node.id, shape(node));
    // Of several links between two things the first is named, or their words would lie on each other.
    const pairs = new Map();
    for (const link of links) {
      const pair = [link.s, link.o].sort().join(" ");
      const nth = pairs.get(pair) || 0;
      pairs.set(pair, nth + 1);
      graph.addDirectedEdgeWithKey(`${link.s}~${link.p}~${link.o}`, link.s, link.o, { ...stroke(link), ...(nth ? { type: "curved", curvature: 0.3 * nth, label: "", word: word(link.p) } : {}) });
    }
    seed(graph, this.places);
    this.graph = graph;
    this.sigma.setCustomBBox(null);
    this.sigma.setGraph(graph);
    this.sigma.setSetting("renderEdgeLabels", links.length <= LABELLED_EDGES);
    this.sigma.setSetting("labelRenderedSizeThreshold", nodes.length <= 70 ? 0 : 7);
    this.sigma.once("afterRender", () => performance.mark("zhengmai-drawn"));
    this.arrange(layout, pins);
  }

  /** Put all in their places again. */
  arrange(layout, pins) {
    this.end();
    for (const [id, [x, y]] of Object.entries(pins)) if (this.graph.hasNode(id)) this.graph.mergeNodeAttributes(id, { x, y });
    if (layout === "layered") layered(this.graph);
    else if (this.graph.order > 1) this.end = force(this.graph, pins, () => this.still());
    this.fit();
    if (layout === "layered" || this.graph.order <= 1) this.still();
  }

  still() {
    this.keep();
    this.place.dataset.still = "true";
    this.sigma.refresh();
  }

  keep() {
    this.place.dataset.still = "false";
    this.graph.forEachNode((id, { x, y }) => this.places.set(id, [x, y]));
  }

  /** Bring forward what is chosen. */
  choose(node, link) {
    this.chosen = { ...this.chosen, node, link: link && link.join("~") };
    this.sigma.refresh();
  }

  fit() {
    this.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
    this.sigma.refresh();
  }

  zoom(by) {
    const camera = this.sigma.getCamera();
    camera.setState({ ratio: camera.ratio * by });
  }

  move(x, y) {
    const camera = this.sigma.getCamera();
    camera.setState({ x: camera.x + x * camera.ratio, y: camera.y + y * camera.ratio });
  }

  kill() {
    this.end();
    removeEventListener("zhengmai-theme", this.repaint);
    this.sigma.kill();
  }

  theme() {
    this.sigma.setSetting("labelColor", { color: colours().ink });
    this.sigma.setSetting("edgeLabelColor", { color: dark() ? "#9aa3ad" : "#5b6470" });
    this.sigma.refresh();
  }

  near(id) {
    const { node, link, path } = this.chosen;
    if (!this.graph.hasNode(id)) return false;
    if (link) return link.startsWith(`${id}~`) || link.endsWith(`~${id}`);
    return id === node || path.includes(id) || (this.graph.hasNode(node) && this.graph.areNeighbors(id, node));
  }

  get dimmed() {
    const { node, link } = this.chosen;
    return (link && this.graph.hasEdge(link)) || (node && this.graph.hasNode(node));
  }

  node(id, data) {
    const look = { ...data, color: dark() ? data.edgeColour : data.fill, edge: dark() ? data.fill : data.edgeColour };
    if (id === this.chosen.node) Object.assign(look, { size: data.size * 1.35, forceLabel: true, zIndex: 2, chosen: true });
    else if (this.dimmed && !this.near(id)) Object.assign(look, { color: colours().faint, edge: colours().faint, label: this.graph.order > 30 ? "" : data.label, faint: true, zIndex: 0 });
    else if (this.dimmed) Object.assign(look, { zIndex: 1, forceLabel: this.graph.degree(this.chosen.node) < 60 });
    return look;
  }

  edge(id, data) {
    const { node, link, path } = this.chosen;
    const ends = this.graph.extremities(id);
    const at = link ? link === id : ends.includes(node);
    const along = path.length > 1 && ends.every((end) => path.includes(end)) && Math.abs(path.indexOf(ends[0]) - path.indexOf(ends[1])) === 1;
    if (along) return { ...data, color: colours().accent, size: data.size + 1.6, zIndex: 3 };
    if (link === id) return { ...data, color: colours().accent, size: data.size + 1.4, zIndex: 2, forceLabel: true, label: data.word || data.label };
    if (this.dimmed && !at) return { ...data, color: colours().faint, label: "", zIndex: 0 };
    return { ...data, color: dark() ? brighter(data.color) : data.color, zIndex: at ? 1 : 0 };
  }

  listen() {
    const { sigma, on } = this;
    let held = null;
    let moved = false;
    sigma.on("clickNode", ({ node }) => !moved && on.node(node));
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => { preventSigmaDefault(); on.open(node); });
    sigma.on("clickEdge", ({ edge }) => on.link(edge.split("~")));
    sigma.on("clickStage", () => on.ground());
    sigma.on("enterNode", () => { this.place.style.cursor = "pointer"; });
    sigma.on("leaveNode", () => { this.place.style.cursor = ""; });
    sigma.on("downNode", ({ node }) => { held = node; moved = false; if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox()); });
    sigma.on("moveBody", ({ event }) => {
      if (!held) return;
      moved = true;
      this.graph.mergeNodeAttributes(held, sigma.viewportToGraph(event));
      event.preventSigmaDefault();
      event.original.preventDefault();
      event.original.stopPropagation();
    });
    const drop = () => {
      if (held && moved) {
        const { x, y } = this.graph.getNodeAttributes(held);
        this.places.set(held, [x, y]);
        on.pin(held, x, y);
      }
      held = null;
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
  }
}

function shape(node) {
  const { fill, border } = look(node.type);
  return { label: short(node.label, 42), kind: node.type, fill, edgeColour: border, size: 5 + 2.2 * Math.log2(1 + node.degree) / 1.6 };
}

function stroke(link) {
  const { color, width } = line(link.status);
  return { predicate: link.p, label: word(link.p), color, size: width + Math.min(1.5, 0.4 * Math.log2(1 + link.n)) };
}

function brighter(colour) {
  return { "#4a5568": "#8d99aa", "#a3afc0": "#4b5563", "#b7791f": "#d69e2e" }[colour] || colour;
}

// Below its disc, in at most two lines, on a rim of the ground's colour.
function drawLabel(context, data, settings) {
  if (!data.label) return;
  const { ink, paper } = colours();
  context.font = `${data.chosen ? 600 : 400} ${settings.labelSize}px ${settings.labelFont}`;
  Object.assign(context, { lineWidth: 3.5, lineJoin: "round", strokeStyle: paper, fillStyle: ink, textAlign: "center" });
  lines(data.label).forEach((text, n) => {
    const y = data.y + data.size + settings.labelSize * (1.05 + 1.2 * n);
    context.strokeText(text, data.x, y);
    context.fillText(text, data.x, y);
  });
  context.textAlign = "start";
}

function lines(label) {
  const characters = [...label];
  const wide = characters.filter((c) => c > "\u2e80").length > characters.length / 2;
  const most = wide ? 10 : 20;
  if (characters.length <= most + 2) return [label];
  const half = Math.ceil(Math.min(characters.length, 2 * most) / 2);
  return [characters.slice(0, half).join(""), characters.slice(half, 2 * most).join("") + (characters.length > 2 * most ? "…" : "")];
}

function drawHover(context, data, settings) {
  const { accent } = colours();
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2);
  context.strokeStyle = accent;
  context.lineWidth = 2;
  context.stroke();
  drawLabel(context, { ...data, chosen: true }, settings);
}
