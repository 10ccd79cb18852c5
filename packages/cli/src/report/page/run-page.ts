import type { ReportData, ReportRow } from "../report-data.ts";
import { type Choice, findRows, type SortField } from "./find-rows.ts";
import { csvOf } from "./format-row.ts";
import { createVirtualRows } from "./virtual-rows.ts";

/** Unpacks what is embedded in the page. Nothing is loaded: the response is one of its own. */
export async function unpack(text: string): Promise<ReportData> {
  const bytes = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** Brings the page to life. */
export async function runPage(): Promise<void> {
  const byId = (id: string) => document.getElementById(id) as HTMLElement;
  const data = await unpack(byId("data").textContent ?? "");
  const { rows, failures } = data;
  const texts = rows.map(({ id, job, status, type, creator, more }) =>
    [id, job, status, type, creator, ...more].join("\n").toLowerCase(),
  );
  const choice: Choice = { text: "", filters: new Map(), sort: undefined };
  const detailOf = (row: ReportRow) =>
    [...(failures[row.id] ?? []), ...row.more].join("\n") || "There is nothing more.";
  const table = createVirtualRows(byId("rows"), byId("grid"), rows, detailOf);
  let found: number[] = [];

  function update(): void {
    found = findRows(rows, texts, choice);
    byId("grid").setAttribute("aria-rowcount", String(found.length + 1));
    byId("count").textContent = `${found.length} of ${rows.length} ${rows.length === 1 ? "row" : "rows"}`;
    const chosen = [...choice.filters].map(([field, value]) => `${field}: ${value === "" ? "–" : value}`).join(", ");
    byId("chosen").textContent = chosen;
    byId("clear").hidden = chosen === "" && choice.text === "";
    table.show(found);
  }

  function toggle(field: string, value: string): void {
    if (choice.filters.get(field) === value) choice.filters.delete(field);
    else choice.filters.set(field, value);
    update();
    byId("tickets").scrollIntoView({ block: "start" });
  }

  function sortBy(field: SortField): void {
    const { sort } = choice;
    const isDescending = sort?.field === field ? !sort.isDescending : field === "start" || field === "duration";
    choice.sort = { field, isDescending };
    for (const head of document.querySelectorAll("[role=columnheader]")) {
      if (head.getAttribute("data-field") === field)
        head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    update();
  }

  const search = byId("search") as HTMLInputElement;
  search.addEventListener("input", () => {
    choice.text = search.value;
    update();
  });
  byId("clear").addEventListener("click", () => {
    choice.filters.clear();
    choice.text = search.value = "";
    update();
  });
  byId("copy").addEventListener("click", () =>
    copyText(csvOf(found.flatMap((index) => rows[index] ?? [])), byId("copied")),
  );
  for (const button of document.querySelectorAll<HTMLElement>("button.filter"))
    button.addEventListener("click", () => toggle(button.dataset.field ?? "", button.dataset.value ?? ""));
  for (const bar of document.querySelectorAll<SVGElement>(".bar")) {
    const choose = () => toggle(bar.dataset.field ?? "", bar.dataset.value ?? "");
    bar.addEventListener("click", choose);
    bar.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    });
  }
  for (const head of document.querySelectorAll<HTMLElement>("[role=columnheader]"))
    head.querySelector("button")?.addEventListener("click", () => sortBy(head.dataset.field as SortField));
  addEventListener("resize", () => table.draw());
  byId("static").remove();
  byId("live").hidden = false;
  update();
}

/** Through the clipboard or, where a page may not use it, through a selection. */
export function copyText(text: string, told: HTMLElement): void {
  const bySelection = () => {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    told.textContent = done ? "Copied." : "This page may not use the clipboard.";
  };
  if (navigator.clipboard === undefined) bySelection();
  else navigator.clipboard.writeText(text).then(() => (told.textContent = "Copied."), bySelection);
}
