// A table of anything: sorted by a click on a head, read by rows, saved as CSV.

import { h, put } from "./dom.js";
import { say } from "./say.js";

const SHOWN = 500;
// Dates, names of places and the like stay on one line.
const BRIEF = 12;

/** `columns` are `{ name, value(row), cell?(row) }`; a row is chosen with `choose(row)`. */
export function table({ columns, rows, label, choose = null, id = null }) {
  let by = null;
  let down = false;
  let shown = SHOWN;
  const head = h("tr");
  const body = h("tbody");
  const more = h("div", { class: "more" });

  function ordered() {
    if (by === null) return rows;
    const value = columns[by].value;
    const signed = [...rows].sort((a, b) => compare(value(a), value(b)));
    return down ? signed.reverse() : signed;
  }

  function draw() {
    put(head, columns.map((column, n) => h("th", { scope: "col", "aria-sort": by === n ? (down ? "descending" : "ascending") : null },
      h("button", { class: "sort", text: column.name, on: { click: () => { down = by === n && !down; by = n; draw(); } } }))));
    put(body, ordered().slice(0, shown).map((row) => h("tr", {}, columns.map((column, n) => cell(column, row, n)))));
    put(more, rows.length > shown ? h("button", { class: "plain", text: say("rows_more", { n: rows.length - shown }), on: { click: () => { shown += SHOWN * 4; draw(); } } }) : null);
  }

  function cell(column, row, n) {
    const content = column.cell ? column.cell(row) : String(column.value(row) ?? "");
    if (n === 0 && choose) return h("td", {}, h("button", { class: "link", on: { click: () => choose(row) } }, content));
    const value = column.value(row);
    return h("td", { class: typeof value === "number" ? "number" : String(value ?? "").length <= BRIEF ? "brief" : "" }, content);
  }

  draw();
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label, id },
    h("table", { class: "grid" }, h("caption", { class: "hidden", text: label }), h("thead", {}, head), body), more);
}

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a ?? "").localeCompare(String(b ?? ""), "zh-CN");
}

/** CSV that spreadsheets open well: a byte-order mark, and no cell that would run as a formula. */
export function csv(columns, rows) {
  const safe = (value) => {
    const text = String(value ?? "");
    const plain = /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text;
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const lines = [columns.map((column) => column.name), ...rows.map((row) => columns.map((column) => column.value(row)))];
  return `\ufeff${lines.map((line) => line.map(safe).join(",")).join("\r\n")}\r\n`;
}
