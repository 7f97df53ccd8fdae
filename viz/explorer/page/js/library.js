// The libraries from elsewhere, each loaded when it is first needed, and never asked for where it is not installed.

// As sigma asks for it: what a canvas is first asked for is what it keeps.
const DRAWN = { preserveDrawingBuffer: false, antialias: false };
const loading = new Map();
const spare = [];
let drawing = null;

/** The names of files that are not installed. */
export const missing = document.querySelector('meta[name="missing"]').content.split(" ").filter(Boolean);

/** Whether there is what it takes to draw: WebGL in this browser (sigma cannot even be loaded without), and sigma. */
export function drawable() {
  drawing ??= prepared() ? borrowing(() => load("graphology.umd.min.js", "graphology-library.min.js", "sigma.min.js")) : Promise.resolve(false);
  return drawing;
}

// Two canvases are drawn on, and made ready while an answer is waited for: each takes a while.
function prepared() {
  for (const canvas of [document.createElement("canvas"), document.createElement("canvas")]) {
    if (!canvas.getContext("webgl2", DRAWN)) return false;
    spare.push(canvas);
  }
  return true;
}

// As sigma loads it makes WebGL ready twice more, only to ask for a limit: meanwhile it is given what is there.
async function borrowing(call) {
  const own = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function lent(kind, ...given) {
    return kind === "webgl" && spare.length ? spare[0].getContext("webgl2") : own.call(this, kind, ...given);
  };
  try {
    return await call();
  } finally {
    HTMLCanvasElement.prototype.getContext = own;
  }
}

/** A canvas with WebGL that nobody draws on yet, where there is one. */
export const spareCanvas = () => spare.pop();

/** Load files of /vendor, together but run one after the other; gives whether all are there. */
export async function load(...names) {
  if (names.some((name) => missing.includes(name))) return false;
  return (await Promise.all(names.map(one))).every(Boolean);
}

function one(name) {
  if (!loading.has(name)) loading.set(name, added(name));
  return loading.get(name);
}

function added(name) {
  const style = name.endsWith(".css");
  const made = document.createElement(style ? "link" : "script");
  if (style) Object.assign(made, { rel: "stylesheet", href: `vendor/${name}` });
  else Object.assign(made, { async: false, src: `vendor/${name}` });
  return new Promise((resolve) => {
    made.addEventListener("load", () => resolve(true));
    made.addEventListener("error", () => resolve(false));
    document.head.append(made);
  });
}
