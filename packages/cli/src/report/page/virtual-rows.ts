import type { ReportRow } from "../report-data.ts";
import { pageDuration, pageTime, statusClass } from "./format-row.ts";

/** Draws the rows that can be seen, however many there are. */
export interface VirtualRows {
  show(found: readonly number[]): void;
  draw(): void;
}

/** @param detailOf What unfolds below a row. */
export function createVirtualRows(
  port: HTMLElement,
  grid: HTMLElement,
  rows: readonly ReportRow[],
  detailOf: (row: ReportRow) => string,
): VirtualRows {
  const [height, headHeight, detailHeight, spare] = [32, 36, 220, 8];
  let found: readonly number[] = [];
  let open = -1; // the place of the row that is unfolded, among those that were found

  const topOf = (place: number) => headHeight + place * height + (open !== -1 && place > open ? detailHeight : 0);

  function drawRow(place: number): void {
    const row = rows[found[place] ?? -1];
    if (row === undefined) return;
    const element = document.createElement("div");
    element.className = "row";
    element.setAttribute("role", "row");
    element.setAttribute("aria-rowindex", String(place + 2));
    element.setAttribute("aria-expanded", String(place === open));
    element.tabIndex = 0;
    element.style.top = `${topOf(place)}px`;
    const cells = [row.id, row.job, row.status, row.type, pageTime(row.start), pageDuration(row), row.creator];
    for (const [column, text] of cells.entries()) {
      const cell = document.createElement("span");
      cell.setAttribute("role", "gridcell");
      if (column === 2) cell.className = statusClass(row.status);
      cell.textContent = text;
      cell.title = text;
      element.append(cell);
    }
    const toggle = () => {
      open = open === place ? -1 : place;
      draw();
      grid.querySelector<HTMLElement>(`[aria-rowindex="${place + 2}"]`)?.focus({ preventScroll: true });
    };
    element.addEventListener("click", toggle);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      toggle();
    });
    grid.append(element);
    if (place !== open) return;
    const detail = document.createElement("div");
    detail.className = "detail";
    detail.setAttribute("role", "row");
    detail.style.top = `${topOf(place) + height}px`;
    detail.style.height = `${detailHeight}px`;
    const cell = document.createElement("div");
    cell.setAttribute("role", "gridcell");
    cell.textContent = detailOf(row);
    detail.append(cell);
    grid.append(detail);
  }

  function draw(): void {
    for (const element of grid.querySelectorAll(".row, .detail")) element.remove();
    grid.style.height = `${topOf(found.length)}px`;
    const first = Math.max(0, Math.floor((port.scrollTop - headHeight - detailHeight) / height) - spare);
    const last = Math.min(found.length, Math.ceil((port.scrollTop + port.clientHeight) / height) + spare);
    for (let place = first; place < last; place++) drawRow(place);
  }

  port.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  return {
    show(next) {
      found = next;
      open = -1;
      port.scrollTop = 0;
      draw();
    },
    draw,
  };
}
