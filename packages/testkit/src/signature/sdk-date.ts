/** Reads `X-Sdk-Date` (YYYYMMDDTHHMMSSZ, UTC) as milliseconds since the epoch; undefined if it is not such a date. */
export function parseSdkDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text)?.slice(1);
  if (parts === undefined) return undefined;
  const [year, month, day, hours, minutes, seconds] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  return !Number.isNaN(time) && formatSdkDate(time) === text ? time : undefined;
}

export function formatSdkDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}
