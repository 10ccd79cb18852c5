import { type CocErrorCode, isThenable } from "./errors.ts";

/** One attempt of one call. */
interface AttemptEvent {
  /** Which call of this client, counted from 1: what its attempts have in common. */
  readonly call: number;
  /** Which attempt of that call, counted from 1. */
  readonly attempt: number;
}

/** A request is about to be signed and sent. @sealed */
export interface RequestEvent extends AttemptEvent {
  readonly kind: "request";
  readonly method: string;
  /** The whole URL. It holds no secret, but it does hold the filter. */
  readonly url: string;
  /** Why it is sent again, and after how many milliseconds; undefined for the first attempt. */
  readonly retry: Pick<RetryEvent, "reason" | "delay"> | undefined;
}

/** A request has ended, successfully or not. There is one for each {@link RequestEvent}. @sealed */
export interface ResponseEvent extends AttemptEvent {
  readonly kind: "response";
  /** The event of the request, the same object, so that an observer can look up what it has stored for it. */
  readonly request: RequestEvent;
  /** Undefined if there was no response. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Milliseconds from before signing to the end of the body. */
  readonly duration: number;
  /**
   * What went wrong: the code of the service or the gateway, else the code of the error class; `aborted` if the caller aborted,
   * `auth` if `auth` failed. Undefined if nothing did.
   */
  readonly error: CocErrorCode | "aborted" | "auth" | (string & {}) | undefined;
}

/** The call will be retried. `attempt` is the next one. @sealed */
export interface RetryEvent extends AttemptEvent {
  readonly kind: "retry";
  /** The `error` of the attempt that failed. */
  readonly reason: string;
  /** Milliseconds until then. */
  readonly delay: number;
}

/** A page of a list was read. @sealed */
export interface PageEvent {
  readonly kind: "page";
  /** The path of the operation, its parameters unfilled: `/v1/executions`, `/v1/executions/{execution_id}/steps`. */
  readonly path: string;
  readonly offset: number;
  readonly limit: number;
  /** How many rows it has. */
  readonly items: number;
  readonly total: number | undefined;
  readonly requestId: string | undefined;
}

/** A credentials provider was called. @sealed */
export interface CredentialsEvent {
  readonly kind: "credentials";
  /** False if it failed; the current credentials are then used until they expire. */
  readonly ok: boolean;
  /** When the current credentials expire, if that is known. */
  readonly expiration: Date | undefined;
}

/** The service sent something that the contract does not describe. Each is reported once per client. @sealed */
export interface DriftEvent {
  readonly kind: "drift";
  /** An unknown field, an unknown value of `status` or `type`, or a null that the contract does not allow. */
  readonly what: "field" | "status" | "type" | "null";
  /**
   * The name of the field, or the value. Fields beside `data` have the prefix `envelope.`: `envelope.next_marker`; those of steps
   * and of instances `step.` and `instance.`.
   */
  readonly name: string;
}

/** What a client passes to its `observe` option: the source of logs, metrics and traces. */
export type ClientEvent = RequestEvent | ResponseEvent | RetryEvent | PageEvent | CredentialsEvent | DriftEvent;

/** Receives the events of a client, in order. Errors that it throws are ignored: an observer cannot break a call. */
export type Observe = (event: ClientEvent) => void;

/** Passes an event to the observer. */
export type Emit = (event: ClientEvent) => void;

/** Undefined without an observer. Errors of the observer itself, thrown or rejected, must not reach the call that it observes. */
export function createEmit(observe: Observe | undefined): Emit | undefined {
  if (observe === undefined) return undefined;
  return (event) => {
    try {
      const returned: unknown = observe(event);
      if (isThenable(returned)) returned.then(undefined, () => undefined);
    } catch {
      // There is nobody to report it to: the observer is what would log it.
    }
  };
}
