// What is chosen in a large drawing, on a canvas in front of it: all else is dimmed by the style sheet as it stands, for
// without a graphics card drawing ten thousand things anew takes longer than one waits for after a click.

import { colours } from "./labels.js";

const NAMED = 60;

/** Draw what is chosen in `graph` (`node`, `link`, `path`) with `sigma`; `label(context, data, settings)` writes a name.
 * Gives whether anything is. */
export function drawFront(sigma, graph, { node, link, path }, label) {
  const context = sigma.getCanvases().front.getContext("2d");
  const { width, height } = sigma.getDimensions();
  context.clearRect(0, 0, width, height);
  const chosen = link && graph.hasEdge(link) ? graph.extremities(link) : graph.hasNode(node) ? [node] : [];
  const along = alongPath(graph, path);
  const near = chosen.length === 1 ? graph.neighbors(node) : [];
  const things = [...new Set([...near, ...along.flatMap((edge) => graph.extremities(edge)), ...chosen])];
  const lines = chosen.length === 1 ? graph.edges(node) : chosen.length ? [link] : [];
  const { accent } = colours();
  lines.forEach((edge) => line(sigma, graph, context, edge, edge === link ? { color: accent, more: 1.4 } : { more: 0 }));
  along.forEach((edge) => line(sigma, graph, context, edge, { color: accent, more: 1.6 }));
  things.forEach((id) => disc(sigma, context, id, chosen.includes(id) ? 1.35 : 1));
  const named = near.length > NAMED ? [...chosen, ...path.filter((id) => graph.hasNode(id))] : [...things].reverse();
  named.forEach((id) => label(context, { ...spot(sigma, id), chosen: chosen.includes(id) }, sigma.getSettings()));
  return things.length > 0;
}

function alongPath(graph, path) {
  return path.slice(1).flatMap((id, n) => (graph.hasNode(id) && graph.hasNode(path[n]) ? graph.edges(path[n], id) : []));
}

function spot(sigma, id) {
  const data = sigma.getNodeDisplayData(id);
  return { ...data, ...sigma.framedGraphToViewport(data), size: sigma.scaleSize(data.size) };
}

function line(sigma, graph, context, edge, { color, more }) {
  const [from, to] = graph.extremities(edge).map((end) => sigma.framedGraphToViewport(sigma.getNodeDisplayData(end)));
  const data = sigma.getEdgeDisplayData(edge);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  Object.assign(context, { strokeStyle: color || data.color, lineWidth: Math.max(1, sigma.scaleSize(data.size)) + more });
  context.stroke();
}

function disc(sigma, context, id, larger) {
  const { x, y, size, color } = spot(sigma, id);
  context.beginPath();
  context.arc(x, y, Math.max(2, size * larger), 0, Math.PI * 2);
  context.fillStyle = color;
  context.fill();
}
