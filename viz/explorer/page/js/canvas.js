// The graph as drawn by sigma: discs by class, lines by status, what is chosen and its neighbours in front.

import { short } from "./dom.js";
import { drawingClass } from "./drawing.js";
import { drawFront } from "./front.js";
import { AT_ONCE, arrange } from "./layouts.js";
import { FONT, colours, drawHover, drawLabel, labelBox } from "./labels.js";
import { dark, line, look, named, word } from "./say.js";

// So many lines are named, where there is room.
const LABELLED_EDGES = 30;
const LOW = 480;
// Above this, discs without rim and plain lines: without a graphics card, arrows of thousands take seconds a frame.
const MANY = 300;
// Up to this, discs have their full size and every name may stand.
const ROOMY = 70;
const WHOLE = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };

// A program for what is not drawn with WebGL: what is under the pointer gets a ring and its name on a plain canvas.
class Nothing {
  kill() {}
  reallocate() {}
  process() {}
  render() {}
}

/** The drawing in `place`. `on.node(id)`, `on.link([s, p, o])`, `on.ground()`, `on.pin(id, x, y)`, `on.open(id)`. */
export class Canvas {
  constructor(place, on) {
    this.place = place;
    this.on = on;
    this.places = new Map();
    this.chosen = { node: null, link: null, path: [] };
    this.due = 0;
    this.taken = [];
    this.paint();
    this.repaint = () => this.theme();
    addEventListener("zhengmai-theme", this.repaint);
    this.sized = new ResizeObserver(() => this.resized());
    this.sized.observe(place);
  }

  /** Show nodes and links; those that stay keep their place. */
  draw({ nodes, links }, { layout, pins, path, node, link }) {
    this.keep();
    this.chosen = { node, link: link && link.join("~"), path: path || [] };
    this.many = nodes.length > MANY;
    const graph = new window.graphology.MultiDirectedGraph();
    const scale = nodes.length <= ROOMY ? 1 : nodes.length <= MANY ? 0.7 : nodes.length <= 7 * MANY ? 0.5 : 0.3;
    for (const one of nodes) graph.addNode(one.id, this.shape(one, scale));
    const bent = this.addLinks(graph, links);
    const grown = layout === this.layout && graph.filterNodes((id) => this.places.has(id)).length > graph.order / 2;
    arrange(graph, { layout, pins, known: grown || graph.order <= AT_ONCE ? this.places : new Map() });
    this.layout = layout;
    this.bent ||= bent;
    this.show(graph, { renderEdgeLabels: links.length <= LABELLED_EDGES && this.place.clientHeight > LOW, labelRenderedSizeThreshold: nodes.length <= ROOMY ? 0 : 3 });
  }

  show(graph, settings) {
    const looks = this.looks();
    this.place.dataset.many = String(this.many);
    if (this.sigma && this.drawnAs === looks.name) {
      // Settings first: they have sigma look at the graph that it still has.
      this.sigma.setSettings(settings);
      this.graph = graph;
      this.sigma.setCustomBBox(null);
      this.sigma.getCamera().setState(WHOLE);
      this.sigma.setGraph(graph);
    } else {
      this.graph = graph;
      this.sigma?.kill();
      this.make({ ...looks.programs, ...settings });
      this.drawnAs = looks.name;
    }
    requestAnimationFrame(() => requestAnimationFrame(() => {
      performance.mark("zhengmai-drawn");
      this.place.dataset.still = "true";
    }));
  }

  // Made with its graph, so that nothing is drawn twice.
  make(settings) {
    this.sigma = new (drawingClass())(this.graph, this.place, {
      defaultNodeType: "circle", defaultEdgeType: "arrow", labelFont: FONT, labelSize: 13, labelDensity: 0.8, labelGridCellSize: 60,
      edgeLabelFont: FONT, edgeLabelSize: 11, edgeLabelColor: { color: this.ink.soft }, zIndex: true, enableEdgeEvents: true, minEdgeThickness: 1, stagePadding: 64, allowInvalidContainer: true,
      defaultDrawNodeLabel: (...given) => this.label(...given), defaultDrawNodeHover: drawHover,
      nodeReducer: this.many ? null : (id, data) => this.node(id, data), edgeReducer: this.many ? null : (id, data) => this.edge(id, data), ...settings,
    });
    this.sigma.on("beforeRender", () => { this.taken = []; });
    this.sigma.on("afterRender", () => this.front());
    this.front();
    this.listen();
  }

  shape(node, scale) {
    const { fill, border } = look(node.type);
    return { label: short(named(node), 42), at: node.at, kind: node.type, fill, edgeColour: border, color: border, size: scale * (5 + 2.2 * Math.log2(1 + node.degree) / 1.6) };
  }

  // Of several links between two things the first is straight and named, or their words would lie on each other. Gives
  // whether any is bent.
  addLinks(graph, links) {
    const pairs = new Map();
    for (const link of links) {
      const pair = link.s < link.o ? `${link.s} ${link.o}` : `${link.o} ${link.s}`;
      const nth = pairs.get(pair) || 0;
      pairs.set(pair, nth + 1);
      const drawn = stroke(link);
      const bend = nth && !this.many ? { type: "line", curvature: 0.3 * nth, label: "", word: word(link.p) } : {};
      graph.addDirectedEdgeWithKey(`${link.s}~${link.p}~${link.o}`, link.s, link.o, { ...drawn, color: this.shade(drawn.ink), ...bend });
    }
    return !this.many && pairs.size < links.length;
  }

  // A name stands where no other does; only what is chosen may lie on others.
  label(context, data, settings) {
    if (!data.label) return;
    const box = labelBox(context, data, settings);
    if (!data.chosen && this.taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return;
    this.taken.push(box);
    drawLabel(context, data, settings);
  }

  // What draws discs and lines. Each is programs for the graphics card to compile: what is not used is not there, and
  // the names under which sigma brings its own stand for ours.
  looks() {
    const { EdgeArrowProgram, EdgeCurveProgram, EdgeLineProgram, NodePointProgram, createNodeBorderProgram } = window.Sigma.rendering;
    const hover = { nodeHoverProgramClasses: { circle: Nothing } };
    if (this.many) return { name: "many", programs: { ...hover, nodeProgramClasses: { circle: NodePointProgram }, edgeProgramClasses: { arrow: EdgeLineProgram, line: Nothing } } };
    const disc = createNodeBorderProgram({ borders: [{ size: { value: 0.16 }, color: { attribute: "edge" } }, { size: { fill: true }, color: { attribute: "color" } }] });
    return { name: this.bent ? "bent" : "straight", programs: { ...hover, nodeProgramClasses: { circle: disc }, edgeProgramClasses: { arrow: EdgeArrowProgram, line: this.bent ? EdgeCurveProgram : Nothing } } };
  }

  /** Draw what has changed in the next frame, however often it is asked for. */
  touch() {
    this.due ||= requestAnimationFrame(() => {
      this.due = 0;
      this.sigma.refresh();
    });
  }

  keep() {
    this.place.dataset.still = "false";
    this.graph?.forEachNode((id, { x, y }) => this.places.set(id, [x, y]));
  }

  resized() {
    const { width, height } = this.sigma?.getDimensions() || {};
    if (this.sigma && (width !== this.place.offsetWidth || height !== this.place.offsetHeight)) this.touch();
  }

  /** Bring forward what is chosen. */
  choose(node, link) {
    this.chosen = { ...this.chosen, node, link: link && link.join("~") };
    if (this.many) this.front();
    else this.touch();
  }

  // A large drawing stays as it is, and has what is chosen in front.
  front() {
    if (!this.many) return;
    this.taken = [];
    this.place.dataset.dimmed = String(drawFront(this.sigma, this.graph, this.chosen, (...given) => this.label(...given)));
  }

  fit() {
    this.sigma.getCamera().setState(WHOLE);
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
    cancelAnimationFrame(this.due);
    this.sized.disconnect();
    removeEventListener("zhengmai-theme", this.repaint);
    this.sigma?.kill();
  }

  theme() {
    this.paint();
    this.graph?.updateEachEdgeAttributes((_, data) => ({ ...data, color: this.shade(data.ink) }));
    this.sigma?.setSetting("edgeLabelColor", { color: this.ink.soft });
  }

  shade(colour) {
    return this.night ? brighter(colour) : colour;
  }

  // Kept, for they are asked for each of ten thousand things.
  paint() {
    this.night = dark();
    this.ink = colours();
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
    const [inner, rim] = this.night ? [data.edgeColour, data.fill] : [data.fill, data.edgeColour];
    const look = { ...data, color: inner, edge: rim };
    if (id === this.chosen.node) Object.assign(look, { size: data.size * 1.35, forceLabel: true, zIndex: 2, chosen: true });
    else if (this.dimmed && !this.near(id)) Object.assign(look, { color: this.ink.faint, edge: this.ink.faint, label: this.graph.order > 30 ? "" : data.label, faint: true, zIndex: 0 });
    else if (this.dimmed) Object.assign(look, { zIndex: 1, forceLabel: !this.chosen.node || this.graph.degree(this.chosen.node) < 60 });
    return look;
  }

  edge(id, data) {
    const { node, link, path } = this.chosen;
    const ends = this.graph.extremities(id);
    const at = link ? link === id : ends.includes(node);
    const along = path.length > 1 && ends.every((end) => path.includes(end)) && Math.abs(path.indexOf(ends[0]) - path.indexOf(ends[1])) === 1;
    if (along) return { ...data, color: this.ink.accent, size: data.size + 1.6, zIndex: 3 };
    if (link === id) return { ...data, color: this.ink.accent, size: data.size + 1.4, zIndex: 2, forceLabel: true, label: data.word || data.label };
    if (this.dimmed && !at) return { ...data, color: this.ink.faint, label: "", zIndex: 0 };
    return { ...data, zIndex: at ? 1 : 0 };
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
    sigma.on("downNode", ({ node }) => { held = node; moved = false; });
    sigma.on("moveBody", ({ event }) => {
      if (!held) return;
      if (!moved && !sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
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

function stroke(link) {
  const { color, width } = line(link.status);
  return { predicate: link.p, label: word(link.p), ink: color, size: width + Math.min(1.5, 0.4 * Math.log2(1 + link.n)) };
}

function brighter(colour) {
  return { "#4a5568": "#8d99aa", "#a3afc0": "#4b5563", "#b7791f": "#d69e2e" }[colour] || colour;
}
