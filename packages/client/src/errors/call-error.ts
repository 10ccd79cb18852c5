import { CocError } from "./coc-error.ts";

/** What every error of a call that was sent can tell about it. */
export interface CallDetails {
  /** `GET`. */
  readonly method: string;
  /** The path that was asked for, without host and query: `/v1/executions`. */
  readonly path: string;
  /** How many requests were sent for this call, retries included. */
  readonly attempts: number;
  /** Milliseconds spent waiting: for a turn, and between the attempts. */
  readonly waited: number;
}

/** The base of the errors of a call that was sent. */
export abstract class CallError extends CocError implements CallDetails {
  readonly method: string;
  readonly path: string;
  readonly attempts: number;
  readonly waited: number;

  constructor(
    { method, path, attempts, waited }: CallDetails,
    message: string,
    options?: { readonly cause: Error } | undefined,
  ) {
    super(`${method} ${path} ${message}`, options);
    this.method = method;
    this.path = path;
    this.attempts = attempts;
    this.waited = waited;
  }
}

/** `request id 8080…, 3 attempts, 1500 ms of waiting`: what stands in brackets in the messages. */
export function describeEffort({ attempts, waited }: CallDetails, requestId?: string): string {
  const wait = Math.round(waited);
  const parts = [attempts === 1 ? "1 attempt" : `${attempts} attempts`];
  if (requestId !== undefined) parts.unshift(`request id ${requestId}`);
  if (wait > 0) parts.push(`${wait} ms of waiting`);
  return parts.join(", ");
}
