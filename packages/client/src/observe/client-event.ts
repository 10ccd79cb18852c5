import type { CocErrorCode } from "../errors/coc-error.ts";

/** One attempt of one call. */
interface AttemptEvent {
  /** Which call of this client, counted from 1: what its attempts have in common. */
  readonly call: number;
  /** Which attempt of that call, counted from 1. */
  readonly attempt: number;
}

/** A request is about to be signed and sent. */
export interface RequestEvent extends AttemptEvent {
  readonly kind: "request";
  readonly method: string;
  /** The whole URL. It holds no secret, but what was filtered by. */
  readonly url: string;
  /** Why it is sent again, and after how many milliseconds; undefined for the first attempt. */
  readonly retry: Pick<RetryEvent, "reason" | "delay"> | undefined;
}

/** A request has ended, well or not. There is one for each {@link RequestEvent}. */
export interface AnswerEvent extends AttemptEvent {
  readonly kind: "answer";
  /** The event that told of the request, the same object: what was made of that one is found by it. */
  readonly request: RequestEvent;
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Milliseconds from before signing to the end of the body. */
  readonly duration: number;
  /**
   * What was wrong: a code of the service or the gateway, else that of the error class; `aborted` where the caller gave up,
   * `auth` where there was nothing to sign with. Undefined where all was well.
   */
  readonly error: CocErrorCode | "aborted" | "auth" | (string & {}) | undefined;
}

/** The call is tried again. `attempt` is the one to come. */
export interface RetryEvent extends AttemptEvent {
  readonly kind: "retry";
  /** The `error` of the attempt before. */
  readonly reason: string;
  /** Milliseconds until then. */
  readonly delay: number;
}

/** A page of tickets was read. */
export interface PageEvent {
  readonly kind: "page";
  readonly offset: number;
  readonly limit: number;
  /** How many tickets it holds. */
  readonly items: number;
  readonly total: number | undefined;
  readonly requestId: string | undefined;
}

/** A provider of credentials was asked. */
export interface CredentialsEvent {
  readonly kind: "credentials";
  /** False where it failed; those in hand are used as long as they hold. */
  readonly ok: boolean;
  /** When the credentials in hand end, where that is known. */
  readonly expiration: Date | undefined;
}

/** The service sent what the contract does not know. Each is told once a client. */
export interface DriftEvent {
  readonly kind: "drift";
  /** An unknown field, an unknown value of `status` or `type`, or a null where the contract has none. */
  readonly what: "field" | "status" | "type" | "null";
  /** The name of the field, or the value. A field beside `data` has `envelope.` before it: `envelope.next_marker`. */
  readonly name: string;
}

/** What a client tells its `observe` option. Make logs, metrics and traces of it. */
export type ClientEvent = RequestEvent | AnswerEvent | RetryEvent | PageEvent | CredentialsEvent | DriftEvent;

/** Takes the events of a client, in order. What it throws is dropped: an observer breaks nothing. */
export type Observe = (event: ClientEvent) => void;
