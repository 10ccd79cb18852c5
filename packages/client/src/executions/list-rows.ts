import { InvalidArgumentError, isApiError, isCocError } from "../errors.ts";
import type { SentResponse } from "../http/send.ts";
import { Listing } from "../paging/listing.ts";
import type { ReadingOptions } from "../paging/options.ts";
import { get, type Transport } from "../transport.ts";
import type { ListOperation } from "./list-operation.ts";
import { type Page, toPage } from "./page.ts";

/** Which rows of a list to read. */
export interface ListRequest {
  /** The path with its parameters in place. @default that of the operation */
  readonly path?: string;
  /** In the words of the wire, without `limit` and `offset`. */
  readonly query: Readonly<Record<string, unknown>>;
  /** What a checkpoint says of the list beside the site: it is refused for any other. @default the query */
  readonly about?: object;
  /** Judges each response, or why there is none. */
  readonly through?: ((sending: Promise<SentResponse>) => Promise<SentResponse>) | undefined;
}

/** Every row of a list of the service, exactly once. */
export function listRows<Row extends object>(
  transport: Transport,
  operation: ListOperation<Row>,
  { path = operation.path, query, about = { query }, through }: ListRequest,
  options: ReadingOptions<Row>,
): Listing<Row, Page<Row>> {
  const { baseUrl, clock, limiter, maxConcurrency = Number.POSITIVE_INFINITY } = transport;
  const concurrency = options?.concurrency ?? 0;
  if (concurrency > maxConcurrency) {
    const allowed = `at most ${maxConcurrency}, the maxConcurrency of the client`;
    throw new InvalidArgumentError({ option: "concurrency", value: concurrency, allowed });
  }
  async function fetchWindow(offset: number, limit: number, signal: AbortSignal): Promise<Page<Row>> {
    const sending = get(transport, operation, path, { ...query, offset, limit }, { signal });
    const sent = await (through === undefined ? sending : through(sending));
    return toPage(transport, operation, { offset, limit }, sent, false);
  }
  const list = new Listing<Row, Page<Row>>(
    {
      fetchWindow,
      idOf: (row) => row[operation.id] as string, // the walk refuses any other
      versionOf: operation.versionOf,
      about: { site: baseUrl, ...about },
      sleep: (ms, signal) => clock.sleep(ms, signal),
      isTransient: (error) => isTransient(error, transport),
    },
    options,
  );
  limiter.raise(concurrency);
  return list;
}

/** Not if the service asked for a longer wait than is granted: that long has been waited then. */
function isTransient(error: unknown, { retry }: Transport): boolean {
  if (!isCocError(error) || !error.retryable) return false;
  return !isApiError(error) || (error.retryAfter ?? 0) <= retry.maxRetryAfter;
}
