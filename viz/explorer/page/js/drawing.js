// Sigma as we use it: what is under the pointer is reckoned from places. Sigma itself would draw all a second time, in
// colours that stand for things, and read the one under the pointer back: without a graphics card that takes long.

import { spareCanvas } from "./library.js";

// So many pixels beside a disc or a line still count as on it.
const REACH = 4;
const PIECES = 12;
const NOTHING = { clear() {}, viewport() {}, getExtension: () => null };
let known = null;

/** The class of our drawings; sigma has to be there. `front`, a canvas between discs and names, is for its owner. */
export const drawingClass = () => (known ??= ours(window.Sigma));

const ours = (Sigma) => class extends Sigma {
  createCanvas(id, options) {
    const made = super.createCanvas(id, options);
    const spare = (id === "edges" || id === "nodes") && spareCanvas();
    if (!spare) return made;
    Object.assign(spare, { className: made.className }).style.position = "absolute";
    made.replaceWith(spare);
    this.elements[id] = spare;
    return spare;
  }

  createCanvasContext(id, options) {
    if (id === "labels") super.createCanvasContext("front");
    return super.createCanvasContext(id, options);
  }

  createWebGLContext(id, options) {
    if (id !== "hoverNodes") return super.createWebGLContext(id, { ...options, picking: false });
    // What is under the pointer is drawn on a plain canvas.
    this.createCanvas(id, options).remove();
    this.webGLContexts[id] = NOTHING;
    return NOTHING;
  }

  get pixelsPerUnit() {
    const [start, end] = [{ x: 0, y: 0 }, { x: 1, y: 0 }].map((place) => this.framedGraphToViewport(place));
    return Math.hypot(end.x - start.x, end.y - start.y);
  }

  getNodeAtPosition(place) {
    const at = this.viewportToFramedGraph(place);
    const unit = this.pixelsPerUnit;
    return nearest(this.nodeDataCache, (id, node) => unit * Math.hypot(node.x - at.x, node.y - at.y) - this.scaleSize(node.size));
  }

  getEdgeAtPoint(x, y) {
    const at = this.viewportToFramedGraph({ x, y });
    const unit = this.pixelsPerUnit;
    return nearest(this.edgeDataCache, (id, edge) => {
      const [from, to] = this.graph.extremities(id).map((end) => this.nodeDataCache[end]);
      return unit * (edge.curvature ? fromCurve(at, from, to, edge.curvature) : fromLine(at, from, to)) - this.scaleSize(edge.size) / 2;
    });
  }
};

function nearest(items, away) {
  let found = null;
  let least = REACH;
  for (const id in items) {
    const distance = items[id].hidden ? Infinity : away(id, items[id]);
    if (distance <= least) [found, least] = [id, distance];
  }
  return found;
}

function fromLine(at, from, to) {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const along = ((at.x - from.x) * x + (at.y - from.y) * y) / (x * x + y * y || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(at.x - from.x - share * x, at.y - from.y - share * y);
}

// A curve as sigma draws it: quadratic, its handle beside the middle, `curvature` times as far as both ends are apart.
function fromCurve(at, from, to, curvature) {
  const handle = { x: (from.x + to.x) / 2 - (to.y - from.y) * curvature, y: (from.y + to.y) / 2 + (to.x - from.x) * curvature };
  const point = (t) => Object.fromEntries(["x", "y"].map((axis) => [axis, (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * handle[axis] + t ** 2 * to[axis]]));
  const points = Array.from({ length: PIECES + 1 }, (_, n) => point(n / PIECES));
  return Math.min(...points.slice(1).map((end, n) => fromLine(at, points[n], end)));
}
