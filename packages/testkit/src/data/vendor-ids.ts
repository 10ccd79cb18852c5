// The ids of the vendor's example carry the time of China: EX20250701 21014… started at 13:01:45 UTC on 2025-07-01.
const CHINA = 8 * 3_600_000;
const DAY = 86_400_000;

/** `EX`, the second of the start in China's time, and six digits, as the vendor's example has it. */
export function executionIdAt(startTime: number, id: number): string {
  return `EX${dayOf(startTime)}${secondsOf(startTime, id % 1_000_000, 6)}`;
}

/** `DM`, the second of the job's creation in China's time, and eight digits, as the vendor's example has it. */
export function documentIdAt(createTime: number, serial: number): string {
  return `DM${dayOf(createTime)}${secondsOf(createTime, serial % 100_000_000, 8)}`;
}

// Tickets are made in the order of their times, so that the day is nearly always that of the ticket before.
let lastDay = Number.NaN;
let lastDigits = "";

/** yyyyMMdd */
function dayOf(time: number): string {
  const day = Math.floor((time + CHINA) / DAY);
  if (day === lastDay) return lastDigits;
  lastDigits = new Date(time + CHINA).toISOString().slice(0, 10).replaceAll("-", "");
  lastDay = day;
  return lastDigits;
}

/** HHmmss and the serial, made as one number: a long list has a million of them. */
function secondsOf(time: number, serial: number, digits: number): string {
  const seconds = Math.floor((time + CHINA - lastDay * DAY) / 1000);
  const clock = Math.floor(seconds / 3600) * 10_000 + (Math.floor(seconds / 60) % 60) * 100 + (seconds % 60);
  return String((1_000_000 + clock) * 10 ** digits + serial).slice(1);
}

// The forms below are the mock's own: the vendor shows no id of a step or of an instance.

/** The id of a step of a ticket: `ES`, the digits of the ticket, and two of the step, from 01. */
export function stepIdOf(execution_id: string, step: number): string {
  return `ES${execution_id.replace(/^EX/, "")}${String(step).padStart(2, "0")}`;
}

/** The ids of tickets that may have a step with this id. */
export function ticketIdsOf(execution_step_id: string): readonly string[] {
  const digits = execution_step_id.slice(2, -2);
  return [`EX${digits}`, digits];
}

/** The id of an instance of a step: `EI`, the digits of the step, and four of the instance, from 0001. */
export function instanceIdOf(execution_step_id: string, instance: number): string {
  return `EI${execution_step_id.replace(/^ES/, "")}${String(instance).padStart(4, "0")}`;
}

/** A number that the characters of an id make: the same on every platform. */
export function hashOf(id: string): number {
  return [...id].reduce((hash, character) => (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0, 7);
}
