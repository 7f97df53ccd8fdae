// Cells of a matrix as one stop of the tab key: arrows lead from one to the next, over those that are not there.

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** Let arrows lead through `rows` of cells in `place`; null stands for what cannot be chosen. */
export function roving(place, rows) {
  const cells = rows.flat().filter(Boolean);
  const reach = (cell) => cells.forEach((one) => one.setAttribute("tabindex", one === cell ? "0" : "-1"));
  reach(cells[0]);
  place.addEventListener("focusin", ({ target }) => cells.includes(target) && reach(target));
  place.addEventListener("keydown", (event) => {
    const row = rows.findIndex((one) => one.includes(event.target));
    if (row < 0 || !ARROWS[event.key]) return;
    event.preventDefault();
    next(rows, row, rows[row].indexOf(event.target), ARROWS[event.key])?.focus();
  });
}

function next(rows, row, column, [down, right]) {
  const cell = rows[row + down]?.[column + right];
  return cell === null ? next(rows, row + down, column + right, [down, right]) : cell;
}

/** The cells of a coverage matrix: by row, and by year from the first to the last. */
export function cellsOf(svg, years) {
  const marks = new Map([...svg.querySelectorAll('[data-ref^="c"]')].map((mark) => [mark.dataset.ref, mark]));
  const last = Math.max(-1, ...[...marks.keys()].map((ref) => Number(ref.slice(1).split("-")[0])));
  return Array.from({ length: last + 1 }, (_, row) => years.map((year) => marks.get(`c${row}-${year}`) || null));
}
