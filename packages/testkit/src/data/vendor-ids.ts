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
