import { stringify } from "csv-stringify/sync";
import stringWidth from "string-width";
import { toCell } from "../output/columns.ts";
import { fitText } from "../output/fit-text.ts";
import type { Palette } from "../output/style.ts";
import { formatDuration } from "../output/times.ts";
import type { Figures, Stats } from "./collect.ts";

const BAR = 20;
const LONGEST_KEY = 40;

/** As a table with bars. */
export function toStatsTable({ by, groups, total }: Stats, palette: Palette): string {
  const most = Math.max(1, ...groups.map(({ figures }) => figures.count));
  const keysOf = (keys: readonly string[]) => keys.map((key) => fitText(toCell(key) || "–", LONGEST_KEY).text);
  const rows = groups.map(({ keys, figures }) => [...keysOf(keys), ...cellsOf(figures), bar(figures.count / most)]);
  const heading = [...by, "count", "success", "median", "p90", "p99", ""];
  const totals = ["all", ...by.slice(1).map(() => ""), ...cellsOf(total), ""];
  const table = [heading, ...rows, totals];
  const widths = heading.map((_, column) => Math.max(...table.map((row) => stringWidth(row[column] ?? ""))));
  const lines = table.map((row, index) => {
    const cells = row.map((cell, column) => {
      const space = " ".repeat((widths[column] ?? 0) - stringWidth(cell));
      const isFigure = column >= by.length && column < heading.length - 1;
      return isFigure ? space + cell : cell + space;
    });
    const line = cells.join("  ").trimEnd();
    return index === 0 || index === table.length - 1 ? palette.heading(line) : line;
  });
  return `${lines.join("\n")}\n`;
}

function cellsOf({ count, success_rate, median, p90, p99 }: Figures): string[] {
  const rate = success_rate === undefined ? "–" : `${(100 * success_rate).toFixed(1)}%`;
  return [String(count), rate, ...[median, p90, p99].map((time) => (time === undefined ? "–" : duration(time)))];
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)}ms` : formatDuration(0, ms);
}

function bar(share: number): string {
  const eighths = Math.round(share * BAR * 8);
  const rest = " ▏▎▍▌▋▊▉"[eighths % 8]?.trim() ?? "";
  return "█".repeat(Math.floor(eighths / 8)) + rest;
}

/** As plain data: what is not known is null. */
export function toStatsJson({ by, groups, total }: Stats): object {
  const plain = (figures: Figures) =>
    Object.fromEntries(Object.entries(figures).map(([name, value]) => [NAMES[name] ?? name, value ?? null]));
  const named = groups.map(({ keys, figures }) => ({
    ...Object.fromEntries(by.map((name, index) => [name, keys[index] === "" ? null : keys[index]])),
    ...plain(figures),
  }));
  return { by, groups: named, total: plain(total) };
}

const NAMES: Readonly<Record<string, string>> = { median: "median_ms", p90: "p90_ms", p99: "p99_ms" };

/** A group a line; durations in milliseconds. */
export function toStatsCsv({ by, groups }: Stats): string {
  const heading = [...by, "count", "ended", "succeeded", "success_rate", "median_ms", "p90_ms", "p99_ms"];
  const rows = groups.map(({ keys, figures }) => [...keys, ...Object.values(figures).map((value) => value ?? "")]);
  return stringify([heading, ...rows]);
}
