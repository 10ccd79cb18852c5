import type { paths } from "@coc-executions/types";
import createOpenapiFetch, { type Client, createFinalURL } from "openapi-fetch";
import { InvalidArgumentError, isApiError } from "../errors.ts";
import { percentEncode } from "../signing/percent-encode.ts";
import { fillPath } from "./path.ts";
import type { Sent } from "./send.ts";

/** The openapi-fetch client of this contract. */
export interface ApiClient extends Client<paths> {}

/** A path of the contract. */
export type ApiPath = keyof paths;

/** The URL of an operation, built by openapi-fetch. The parameters of the path are in place. */
export function createUrl(baseUrl: string, path: string, query: Readonly<Record<string, unknown>>): string {
  const pathSerializer = (given: string) => given;
  return createFinalURL(path, { baseUrl, querySerializer: serializeQuery, pathSerializer, params: { query } });
}

/** openapi-fetch itself, on top of our own `send`. */
export function createApi(
  baseUrl: string,
  headers: Readonly<Record<string, string>>,
  send: (request: Request) => Promise<Sent>,
): ApiClient {
  const fetch = async (request: Request) => toResponse(await send(request));
  const querySerializer = (query: Readonly<Record<string, unknown>>) => serializeQuery(withoutArrays(query));
  return createOpenapiFetch<paths>({ baseUrl, querySerializer, pathSerializer: fillPath, headers, fetch });
}

/** The form of an array of several is not known of the service; of one it is the same in every form. */
function withoutArrays(query: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(query).map(([name, value]) => {
    if (!Array.isArray(value)) return [name, value];
    if (value.length === 1) return [name, value[0]];
    throw new InvalidArgumentError({
      option: name,
      value,
      allowed: "an array of one, since the form of more is not known",
    });
  });
  return Object.fromEntries(entries);
}

/**
 * The query string by RFC 3986, which is what is signed: openapi-fetch's own leaves `!'()*` as they are, sends a `Date` as an
 * empty value and `NaN` as a word.
 */
function serializeQuery(query: Readonly<Record<string, unknown>>): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    pairs.push(`${percentEncode(name)}=${percentEncode(toText(value, name), name)}`);
  }
  return pairs.join("&");
}

function toText(value: unknown, option: string): string {
  const isPlain =
    typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
  if (!isPlain) throw new InvalidArgumentError({ option, value, allowed: "a string, a finite number, true or false" });
  return String(value);
}

/**
 * What users of openapi-fetch expect: a refusal as a response, and anything that is not a proper response as a rejection. A
 * refusal without a message is given one, since openapi-fetch would return an `error` that is falsy.
 */
function toResponse(sent: Sent): Response {
  const received = sent.ok ? sent : sent.received;
  const isRefusal = isApiError(sent.error) && received?.response.ok === false;
  if (received === undefined || (!sent.ok && !isRefusal)) throw sent.error;
  const { response, text } = received;
  const { status } = response;
  // Of the characters of a header, which any server may leave, a `Response` cannot be made.
  const statusText = /^[\t\x20-\x7e\x80-\xff]*$/.test(response.statusText) ? response.statusText : "";
  const headers = new Headers(response.headers);
  headers.delete("content-encoding"); // the text is decoded, and of another length than the header says
  headers.delete("content-length");
  const isFalsy = isRefusal && ["", "null", "false", "0", '""'].includes(text.trim());
  const body = isFalsy ? JSON.stringify({ error_msg: `The service returned ${status} without a message` }) : text;
  return new Response(body === "" ? null : body, { status, statusText, headers });
}
