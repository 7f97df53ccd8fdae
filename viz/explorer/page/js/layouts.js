// Where things stand: by forces, or in layers, for chains of policies.

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
// Above this size the server lays out, in a fraction of the time; both always do it the same way.
export const AT_ONCE = 150;
const CROWDED = 1000;
const LAYERS = ["Agency", "Region", "Policy", "Programme", "Industry", "Park", "Project", "Enterprise", "Thing"];
const BASED = new Set(["basedOn", "groundedOn", "forwards", "elaborates", "amends", "repeals", "follows"]);

/** Give all nodes their place: pinned ones theirs, those of `known` the one they had, as far as the layout allows. */
export function arrange(graph, { layout, pins, known }) {
  if (layout === "layered") layered(graph);
  else if (graph.order <= AT_ONCE) {
    seed(graph, known);
    pinned(graph, pins);
    force(graph, pins);
  } else {
    graph.forEachNode((id, { at }) => at && graph.mergeNodeAttributes(id, { x: at[0], y: at[1] }));
    if (known.size) grown(graph, known, pins);
  }
  pinned(graph, pins);
}

function pinned(graph, pins) {
  for (const [id, [x, y]] of Object.entries(pins)) if (graph.hasNode(id)) graph.mergeNodeAttributes(id, { x, y });
}

function grown(graph, known, pins) {
  seed(graph, known);
  if (graph.order <= CROWDED && !Object.keys(pins).length) apart(graph);
}

// Places for things that have none yet: near one that they are joined to, else on a spiral (Vogel 1979).
function seed(graph, known) {
  let n = 0;
  graph.forEachNode((id) => {
    n += 1;
    const near = known.get(id) || known.get(graph.findNeighbor(id, (other) => known.has(other)));
    const away = known.has(id) ? 0 : 30 + (n % 7) * 6;
    const [x, y] = near || [Math.sqrt(n) * 40 * Math.cos(n * GOLDEN), Math.sqrt(n) * 40 * Math.sin(n * GOLDEN)];
    graph.mergeNodeAttributes(id, { x: x + away * Math.cos(n * GOLDEN), y: y + away * Math.sin(n * GOLDEN) });
  });
}

// ForceAtlas2 (Jacomy et al. 2014).
function force(graph, pins) {
  if (graph.order <= 1) return;
  const { layoutForceAtlas2 } = window.graphologyLibrary;
  const settings = { ...layoutForceAtlas2.inferSettings(graph), gravity: 0.04, scalingRatio: 30, strongGravityMode: true, linLogMode: false, slowDown: 2 + Math.log1p(graph.order) };
  graph.forEachNode((id) => graph.setNodeAttribute(id, "fixed", id in pins));
  layoutForceAtlas2.assign(graph, { iterations: 300, settings });
  if (!Object.keys(pins).length) apart(graph);
}

function apart(graph) {
  window.graphologyLibrary.layoutNoverlap.assign(graph, { maxIterations: 60, settings: { margin: 6, ratio: 1.4, expansion: 1.05 } });
}

// Layers from who issues down to enterprises; policies in as many as their chains are long.
function layered(graph) {
  const depth = depths(graph);
  const layers = new Map();
  graph.forEachNode((id, { kind }) => {
    const key = LAYERS.indexOf(kind) * 10 + (kind === "Policy" ? Math.min(depth.get(id), 9) : 0);
    layers.set(key, [...(layers.get(key) || []), id]);
  });
  const rows = [...layers.keys()].sort((a, b) => a - b).map((key) => layers.get(key));
  order(graph, rows);
  const widest = Math.max(...rows.map(({ length }) => Math.min(length, across(length))));
  const gap = Math.max(80, (0.5 * 150 * widest) / rows.length);
  let y = 0;
  for (const row of rows) {
    // A long row is broken into several, one above the other.
    const width = across(row.length);
    const lines = Math.ceil(row.length / width);
    row.forEach((id, n) => {
      const line = Math.floor(n / width);
      const held = Math.min(width, row.length - line * width);
      graph.mergeNodeAttributes(id, { x: ((n % width) - (held - 1) / 2) * 150 + (line % 2) * 40, y: -(y + line * 46) });
    });
    y += lines * 46 + gap;
  }
}

const across = (count) => Math.max(8, Math.ceil(Math.sqrt(count * 6)));

function depths(graph) {
  const found = new Map();
  const visit = (id, seen) => {
    if (found.has(id)) return found.get(id);
    if (seen.has(id)) return 0;
    seen.add(id);
    let depth = 0;
    graph.forEachOutEdge(id, (_, { predicate }, from, to) => {
      if (BASED.has(predicate) && from === id) depth = Math.max(depth, 1 + visit(to, seen));
    });
    found.set(id, depth);
    return depth;
  };
  graph.forEachNode((id) => visit(id, new Set()));
  return found;
}

// Each thing near the middle of those that it is joined to in the layers before (Sugiyama et al. 1981).
function order(graph, rows) {
  const place = new Map();
  const settle = (row) => row.forEach((id, n) => place.set(id, (n + 0.5) / row.length));
  rows.forEach(settle);
  for (let round = 0; round < 4; round += 1) {
    for (const row of round % 2 ? [...rows].reverse() : rows) {
      const wish = new Map(row.map((id) => {
        const near = graph.neighbors(id).map((other) => place.get(other));
        return [id, near.length ? near.reduce((sum, at) => sum + at, 0) / near.length : place.get(id)];
      }));
      row.sort((a, b) => wish.get(a) - wish.get(b) || (a < b ? -1 : 1));
      settle(row);
    }
  }
}
