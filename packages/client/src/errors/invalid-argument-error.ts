import { CocError, guardOf } from "./coc-error.ts";

/** What was refused, and what would have been accepted. */
export interface InvalidArgument {
  /** The option, as the caller writes it: `limit`, `auth`, `retry.maxAttempts`. */
  readonly option: string;
  /** What was given. Leave it out where it may be a secret. */
  readonly value?: unknown;
  /** What is allowed, to end the sentence "… must be". */
  readonly allowed: string;
  /** What to do about it, a sentence of its own. */
  readonly hint?: string;
}

/** An option or argument that cannot work. Thrown before anything is sent. */
export class InvalidArgumentError extends CocError {
  override readonly name = "InvalidArgumentError" as const;
  readonly code = "invalid_argument" as const;
  readonly retryable = false;
  /** The option that was refused. */
  readonly option: string;

  constructor({ option, allowed, hint, ...given }: InvalidArgument) {
    const got = "value" in given ? `, not ${show(given.value)}` : "";
    super(`${option} must be ${allowed}${got}.${hint === undefined ? "" : ` ${hint}`}`);
    this.option = option;
  }
}

/** Whether `error` is an {@link InvalidArgumentError}, of this or of another copy of the package. */
export const isInvalidArgumentError: (error: unknown) => error is InvalidArgumentError =
  guardOf<InvalidArgumentError>("invalid_argument");

/** A value as its author would write it, short enough for a sentence. */
function show(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : describe(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

function describe(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) {
    const kind = kindOf(value);
    if (kind !== "Object") return `${/^[AEIO]/.test(kind) ? "an" : "a"} ${kind}`;
    return `an object with ${Object.keys(value).join(", ") || "no keys"}`;
  }
  return typeof value === "bigint" ? `${value}n` : String(value);
}

/** `Object` for a plain one and for one of a class of the caller's; `Map`, `Promise`, `AbortSignal` and so on for others. */
export function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
