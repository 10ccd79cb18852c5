/** What a check found: it works, it does not, or that could not be told. A note is worth knowing and no fault. */
export interface Finding {
  readonly check: "credentials" | "proxy" | "name" | "tls" | "service" | "clock" | "site" | "permission" | "latency";
  readonly status: "ok" | "problem" | "unverified" | "note";
  /** One sentence, without a secret and without a customer's data. */
  readonly finding: string;
  /** What to do. */
  readonly next?: string;
}

/** The most that a check may take, in milliseconds. */
export const CHECK_TIMEOUT = 5000;

/** The result, or a rejection once the time is up: a check that hangs is not a check that failed. */
export function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_TIMEOUT / 1000} s`)), CHECK_TIMEOUT);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The code of an error of the system: `ENOTFOUND`, `CERT_HAS_EXPIRED`; its message may hold more than is to be shown. */
export function codeOf(error: unknown): string {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  return typeof code === "string" ? code : String(message ?? "unknown");
}
