import type { Execution } from "@coc-executions/types";
import { type Column, columnOf, defaultColumns } from "./columns.ts";
import { fitText } from "./fit-text.ts";
import type { FormatOptions } from "./format-options.ts";

/** How many tickets settle the widths of the columns, which cannot wait for the last one. */
const SAMPLE = 100;
const GAP = "  ";
/** How far a column is cut before others go, and at last. */
const COMFORTABLE = 14;
const NARROWEST = 6;

/** A table whose first rows come as soon as a page is there: its widths are those of the first rows, longer cells are cut. */
export async function* toTable(
  pages: AsyncIterable<readonly Execution[]>,
  { fields, times, width, palette }: FormatOptions,
): AsyncGenerator<string> {
  const all = fields?.map((field) => columnOf(field, times)) ?? defaultColumns(times);
  const statusColumn = all.find(({ title }) => title === "status");
  let columns = all;
  let widths: number[] | undefined;

  function* rowsOf(executions: readonly Execution[]): Generator<string> {
    if (widths === undefined) {
      ({ columns, widths } = layOut(all, executions.slice(0, SAMPLE), width));
      yield `${palette.heading(
        line(
          columns.map(({ title }) => title),
          widths,
        ),
      )}\n`;
    }
    const at = statusColumn === undefined ? -1 : columns.indexOf(statusColumn);
    for (const execution of executions) {
      const cells = columns.map(({ cell }) => cell(execution));
      yield `${line(cells, widths, at === -1 ? undefined : { at, style: palette.status(execution.status) })}\n`;
    }
  }

  for await (const executions of pages) yield [...rowsOf(executions)].join("");
  if (widths === undefined) yield [...rowsOf([])].join("");
}

interface Laid {
  readonly column: Column;
  readonly width: number;
}

/** Which columns there is room for, and how wide each is: first the flexible ones shrink, then columns go, by their rank. */
function layOut(
  all: readonly Column[],
  sample: readonly Execution[],
  width: number | undefined,
): { readonly columns: readonly Column[]; readonly widths: number[] } {
  let laid: readonly Laid[] = all.map((column) => ({
    column,
    width: Math.max(fitText(column.title).width, ...sample.map((execution) => fitText(column.cell(execution)).width)),
  }));
  if (width !== undefined) {
    for (let shrunk = shrink(laid, width, COMFORTABLE); ; shrunk = shrink(laid, width, COMFORTABLE)) {
      const [dropped] = laid.filter(({ column }) => column.rank !== undefined).sort(byRank);
      if (widthOf(shrunk) <= width || dropped === undefined) break;
      laid = laid.filter((one) => one !== dropped);
    }
    laid = shrink(laid, width, widthOf(shrink(laid, width, COMFORTABLE)) <= width ? COMFORTABLE : NARROWEST);
  }
  return { columns: laid.map(({ column }) => column), widths: laid.map((one) => one.width) };
}

/** Takes from the widest flexible column until all fit, but leaves each as wide as `least`. */
function shrink(laid: readonly Laid[], width: number, least: number): readonly Laid[] {
  let shrunk = laid;
  while (widthOf(shrunk) > width) {
    const flexible = shrunk.filter((one) => one.column.isFlexible && one.width > least);
    const [widest, next] = flexible.sort((one, other) => other.width - one.width);
    if (widest === undefined) break;
    const excess = widthOf(shrunk) - width;
    const floor = Math.max(least, next === undefined ? least : next.width - 1, widest.width - excess);
    shrunk = shrunk.map((one) => (one === widest ? { ...one, width: Math.min(floor, widest.width - 1) } : one));
  }
  return shrunk;
}

function widthOf(laid: readonly Laid[]): number {
  return laid.reduce((sum, one) => sum + one.width, GAP.length * (laid.length - 1));
}

function byRank(one: Laid, other: Laid): number {
  return (one.column.rank ?? 0) - (other.column.rank ?? 0);
}

/** The cells side by side; the last one needs no padding. */
function line(
  cells: readonly string[],
  widths: readonly number[],
  styled?: { readonly at: number; readonly style: (text: string) => string },
): string {
  const padded = cells.map((cell, index) => {
    const { text, width } = fitText(cell, widths[index]);
    const shown = styled?.at === index ? styled.style(text) : text;
    return index === cells.length - 1 ? shown : shown + " ".repeat(Math.max(0, (widths[index] ?? 0) - width));
  });
  return padded.join(GAP).replace(/ {1,400}$/, "");
}
