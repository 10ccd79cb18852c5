// The ids of the vendor's example carry the time of China: EX20250701 21014… started at 13:01:45 UTC on 2025-07-01.
const CHINA = 8 * 3_600_000;

/** `EX`, the second of the start in China's time, and six digits, as the vendor's example has it. */
export function executionIdAt(startTime: number, id: number): string {
  return `EX${digitsOf(startTime)}${String(id % 1_000_000).padStart(6, "0")}`;
}

/** `DM`, the second of the job's creation in China's time, and eight digits, as the vendor's example has it. */
export function documentIdAt(createTime: number, serial: number): string {
  return `DM${digitsOf(createTime)}${String(serial % 100_000_000).padStart(8, "0")}`;
}

/** yyyyMMddHHmmss */
function digitsOf(time: number): string {
  const iso = new Date(time + CHINA).toISOString();
  return (
    iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 10) + iso.slice(11, 13) + iso.slice(14, 16) + iso.slice(17, 19)
  );
}
