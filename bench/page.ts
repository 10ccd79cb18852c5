import { deepStrictEqual } from "node:assert/strict";
import { compare, type Figures } from "./measure/compare.ts";
import { figuresTable } from "./measure/figures-table.ts";
import { NOISE, writeResult } from "./measure/result-file.ts";
import { bodyOf, headersOf, LIMITS } from "./page/answer.ts";
import { createReaders, type Fetch } from "./page/contenders.ts";
import { startServer } from "./page/start-server.ts";

/** How pages of up to some hundred tickets are measured, and larger ones, which take long enough to need fewer calls. */
const SMALL = { rounds: 25, calls: 24 };
const LARGE = { rounds: 10, calls: 4 };

/**
 * As many as a client lets start by itself. Between calls that wait for each other the server's processor falls asleep, and to wake
 * it is charged to who writes next: the more, the later that comes, so that a few microseconds of work became some dozens.
 */
const IN_FLIGHT = 8;

async function measurePage(limit: number, baseUrl: string, fetch: Fetch) {
  const readers = createReaders(limit, baseUrl, fetch);
  for (const { call } of readers) deepStrictEqual(await call(), limit);
  const batches = readers.map(({ name, call }) => ({
    name,
    call: () => Promise.all(Array.from({ length: IN_FLIGHT }, call)),
  }));
  const figures = await compare(batches, { ...(limit < 1000 ? SMALL : LARGE), inFlight: IN_FLIGHT });
  return { limit, figures };
}

/** Answers at once, each time with a new `Response`. */
function stubFetch(limit: number) {
  const body = bodyOf(limit);
  const headers = headersOf(body);
  return async () => new Response(body, { headers });
}

type Measured = { limit: number; figures: Figures[] };
const inMemory: Measured[] = [];
const overHttp: Measured[] = [];
const server = await startServer();
for (const limit of LIMITS) {
  overHttp.push(await measurePage(limit, server.baseUrl, fetch));
  inMemory.push(await measurePage(limit, "https://coc-intl.myhuaweicloud.com", stubFetch(limit)));
}
server.stop();

const tables = (where: string, measured: readonly Measured[]) =>
  measured.map(({ limit, figures }) => figuresTable(`${limit} tickets, ${where}`, figures));

writeResult({
  name: "page",
  title: "Reading one page",
  text: [
    "One signed page with all seven filters. What the client is compared with is openapi-fetch and the fastest portable signer of `signing.ts`: no checks of arguments, no time limit, no retry, no limiter, no judging of the answer. Every contender reads and parses the whole body, eight pages at a time. The aim is 1.1 in CPU time over HTTP.",
    "Each round runs all contenders, and begins with another one each time.",
    NOISE,
  ],
  tables: [
    ...tables("over HTTP on this machine, the server in another process", overHttp),
    ...tables("answered by a function", inMemory),
  ],
  figures: { over_http: overHttp, in_memory: inMemory },
});
