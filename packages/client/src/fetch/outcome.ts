import type { CallError } from "../errors/call-error.ts";
import type { Redact } from "./redact.ts";

/** How much a call has cost by the time that it ends. */
export interface Effort {
  /** Requests sent, the first included. */
  readonly attempts: number;
  /** Milliseconds waited: for a turn, and between them. */
  readonly waited: number;
}

/** An answer, read to its end. */
export interface Answer {
  readonly response: Response;
  /** The body as it came; empty where it broke off. */
  readonly text: string;
  /** Why the body broke off, if it did, without secrets. */
  readonly brokeOff?: Error | undefined;
  /** Strikes the secrets of the request out of what is told of this answer. */
  readonly redact: Redact;
  readonly requestId: string | undefined;
}

/** An attempt that brought what was asked for. */
export interface Success {
  readonly ok: true;
  readonly answer: Answer;
  /** The parsed body. */
  readonly body: unknown;
  /** Judged again, by someone who knows what the body should hold: the fault whose `problem` ends "answered 200, but …". */
  misfit(problem: string): Fault;
}

/** An attempt that did not. It becomes an error only if it was the last one. */
export interface Fault {
  readonly ok: false;
  /** Undefined where none came. */
  readonly answer?: Answer | undefined;
  readonly retryable: boolean;
  /** Milliseconds that the service asked to wait. */
  readonly retryAfter?: number | undefined;
  /** The code of the service or the gateway, else that of the error class. */
  readonly reason: string;
  /** How far ahead the service's clock is, where that is what was wrong. */
  readonly clockOffset?: number | undefined;
  toError(effort: Effort): CallError;
}

export type Outcome = Success | Fault;
