import type { Execution } from "@coc-executions/types";
import { UsageError } from "../usage-error.ts";

/** What tickets can be grouped by. */
const GROUPS = ["status", "type", "creator", "document_name", "day", "hour"] as const;

export type GroupName = (typeof GROUPS)[number];

/** Reads `--by document_name,day`. */
export function parseGroups(text: string): readonly GroupName[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !isGroup(name));
  if (unknown !== undefined) throw new UsageError(`--by: there is no "${unknown}". Use ${GROUPS.join(", ")}.`);
  if (names.length > 2) throw new UsageError("--by takes one or two names.");
  if (new Set(names).size < names.length) throw new UsageError(`--by names ${names[0]} twice.`);
  return names.filter(isGroup);
}

function isGroup(name: string): name is GroupName {
  return GROUPS.some((group) => group === name);
}

/** Days and hours are in their order, everything else by how much there is of it. */
export function isTime(name: GroupName): boolean {
  return name === "day" || name === "hour";
}

/** The group of a ticket: a text, empty where it lacks the field. */
export function keyOf(execution: Execution, name: GroupName, utc: boolean): string {
  if (name === "day" || name === "hour") return timeKey(execution.start_time, name, utc);
  const value = execution[name];
  return value === undefined || value === null ? "" : String(value);
}

/** The calendar day or hour of the start, local unless UTC is asked for. */
function timeKey(time: unknown, name: "day" | "hour", utc: boolean): string {
  const date = new Date(typeof time === "number" ? time : Number.NaN);
  if (Number.isNaN(date.getTime())) return "";
  const parts = utc
    ? [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCHours()]
    : [date.getFullYear(), date.getMonth(), date.getDate(), date.getHours()];
  const [year = 0, month = 0, day = 0, hour = 0] = parts;
  const two = (part: number) => String(part).padStart(2, "0");
  const calendarDay = `${String(year).padStart(4, "0")}-${two(month + 1)}-${two(day)}`;
  return name === "day" ? calendarDay : `${calendarDay} ${two(hour)}:00`;
}
