import type { ListExecutionsQuery, paths } from "@coc-executions/types";
import createOpenapiFetch, { type Client, createFinalURL, defaultPathSerializer } from "openapi-fetch";
import type { CallOptions } from "../call-options.ts";
import { isApiError } from "../errors/api-error.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import type { ClientSettings } from "../resolve-options.ts";
import { percentEncode } from "../signing/percent-encode.ts";
import type { ClientState } from "./client-state.ts";
import { type Sent, send } from "./send.ts";

/** The openapi-fetch client of this contract. */
export type ApiClient = Client<paths>;

/** openapi-fetch with this package's transport under it. No other module knows openapi-fetch. */
export interface Api {
  /** For users. Its middlewares see its own calls only. */
  readonly client: ApiClient;
  /** `GET /v1/executions`, with all that is known of how it went. */
  getExecutions(query: ListExecutionsQuery, options: CallOptions): Promise<Sent>;
}

const EXECUTIONS = "/v1/executions" satisfies keyof paths;

/** Puts openapi-fetch on top of `send`. */
export function createApi(settings: ClientSettings, state: ClientState): Api {
  const { baseUrl, headers } = settings;
  const urlParts = { baseUrl, querySerializer: serializeQuery, pathSerializer: defaultPathSerializer };
  const sendWith = (request: Request, { signal, timeout = settings.timeout }: CallOptions): Promise<Sent> =>
    send(request, { settings, state, signal, timeout });

  return {
    client: createOpenapiFetch<paths>({
      ...urlParts,
      headers,
      fetch: async (request) => toResponse(await sendWith(request, { signal: request.signal })),
    }),
    // openapi-fetch makes the URL only: `send` reads and judges the answer, so there is nothing left for it to parse.
    getExecutions: (query, options) =>
      sendWith(new Request(createFinalURL(EXECUTIONS, { ...urlParts, params: { query } }), { headers }), options),
  };
}

/**
 * The query string by RFC 3986, which is what gets signed: openapi-fetch's own leaves `!'()*` as they are, sends a `Date` as
 * nothing and `NaN` as a word.
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
  const plain =
    typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
  if (!plain) throw new InvalidArgumentError({ option, value, allowed: "a text, a finite number, true or false" });
  return String(value);
}

/**
 * What the users of openapi-fetch expect: a refusal as a response, anything that is no proper answer as a rejection. A refusal
 * without words is given some, since openapi-fetch would hand it over as an `error` that is false.
 */
function toResponse(sent: Sent): Response {
  const { answer, error } = sent;
  const refused = isApiError(error) && answer?.response.ok === false;
  if (answer === undefined || (error !== undefined && !refused)) throw error;
  const { status, statusText, headers } = answer.response;
  const kept = new Headers(headers);
  kept.delete("content-encoding"); // the text is decoded, and of another length than the header says
  kept.delete("content-length");
  const wordless = refused && ["", "null", "false", "0", '""'].includes(answer.text.trim());
  const text = wordless ? JSON.stringify({ error_msg: `The service answered ${status} without a word` }) : answer.text;
  return new Response(text === "" ? null : text, { status, statusText, headers: kept });
}
