import { createHash } from "node:crypto";
import { isObject, refuse } from "../check-option.ts";

/** What a session begins with. */
export interface SessionHead {
  readonly format: "coc-executions-session";
  readonly version: 1;
  /** Goes into each `match`, so that the same request has another one in another session. */
  readonly salt: string;
}

/** A request and its answer, with pseudonyms. */
export interface Exchange {
  /** Path and query: what replayed answers lead to. */
  readonly target: string;
  /** A digest of the path and query as they really were: what the recorded program asks again. */
  readonly match: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

export interface Session {
  readonly head: SessionHead;
  readonly exchanges: readonly Exchange[];
}

/** Times differ from run to run, and what belongs to an account from account to account: neither tells requests apart. */
export function normalizeTarget(target: string, secrets: readonly string[]): string {
  const url = new URL(target, "http://session");
  const query = [...url.searchParams]
    .filter(([, value]) => !secrets.includes(value))
    .map(([name, value]) => [name, name.endsWith("_time") ? "*" : value] as const)
    .sort(([one, a], [other, b]) => compare(one, other) || compare(a, b));
  const text = new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
  return url.pathname + (text === "" ? "" : `?${text}`);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

export function matchOf(normalized: string, salt: string): string {
  return createHash("sha256").update(`${salt} ${normalized}`).digest("hex").slice(0, 32);
}

/** @throws {TypeError} that names the line. */
export function parseSession(text: string, name: string): Session {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const [head, ...exchanges] = lines.map((line, index) => parseLine(line, `${name}:${index + 1}`));
  if (!isHead(head)) refuse(`${name}:1`, head, 'the head of a session, with "format" and "version"');
  for (const [index, exchange] of exchanges.entries()) {
    if (!isExchange(exchange))
      refuse(`${name}:${index + 2}`, exchange, "an exchange with target, match, status, headers and body");
  }
  return { head, exchanges: exchanges as Exchange[] };
}

function parseLine(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new TypeError(`${place}: this is not valid JSON. ${error instanceof Error ? error.message : error}`);
  }
}

function isHead(value: unknown): value is SessionHead {
  return (
    isObject(value) &&
    "format" in value &&
    value.format === "coc-executions-session" &&
    "version" in value &&
    value.version === 1 &&
    "salt" in value &&
    typeof value.salt === "string"
  );
}

function isExchange(value: unknown): value is Exchange {
  if (!isObject(value)) return false;
  const { target, match, status, headers } = value as Partial<Record<keyof Exchange, unknown>>;
  const isText = typeof target === "string" && target.startsWith("/") && typeof match === "string";
  return isText && Number.isInteger(status) && isObject(headers) && "body" in value;
}
