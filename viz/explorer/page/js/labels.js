// Names on the drawing: below their discs, one where another does not stand already.

import { dark } from "./say.js";

export const FONT = '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const INK = { light: { ink: "#1d2126", paper: "#ffffff", faint: "#d9dce1", soft: "#5b6470", accent: "#1f4e8c" }, dark: { ink: "#e6e8eb", paper: "#191c20", faint: "#363b42", soft: "#9aa3ad", accent: "#8fb8f0" } };

/** Ink, paper and the rest, as the page is light or dark. */
export const colours = () => INK[dark() ? "dark" : "light"];

/** Left, top, right and bottom of a name. */
export function labelBox(context, data, settings) {
  context.font = font(data, settings);
  const written = lines(data.label);
  const half = Math.max(...written.map((text) => context.measureText(text).width)) / 2;
  const top = data.y + data.size + 0.1 * settings.labelSize;
  return [data.x - half, top, data.x + half, top + 1.2 * settings.labelSize * written.length];
}

const font = (data, settings) => `${data.chosen ? 600 : 400} ${settings.labelSize}px ${settings.labelFont}`;

/** A name in at most two lines, on a rim of the ground's colour. */
export function drawLabel(context, data, settings) {
  const { ink, paper } = colours();
  context.font = font(data, settings);
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
  const most = wide ? 10 : 22;
  if (characters.length <= most + 2) return [label];
  const half = Math.ceil(Math.min(characters.length, 2 * most) / 2);
  // Between two words, where there are any.
  const blank = wide ? -1 : characters.lastIndexOf(" ", half + 4);
  const end = blank > half / 2 ? blank : half;
  const rest = characters.slice(blank === end ? end + 1 : end);
  return [characters.slice(0, end).join(""), rest.slice(0, most).join("") + (rest.length > most ? "…" : "")];
}

/** What is under the pointer: a ring, and its name whatever lies below. */
export function drawHover(context, data, settings) {
  const { accent } = colours();
  context.beginPath();
  context.arc(data.x, data.y, data.size + 3, 0, Math.PI * 2);
  context.strokeStyle = accent;
  context.lineWidth = 2;
  context.stroke();
  drawLabel(context, { ...data, chosen: true }, settings);
}
