import { accessKey, createClient } from "@coc-executions/client";
import type { paths } from "@coc-executions/types";
import createFetchClient from "openapi-fetch";
import { setHeaders } from "../signers/canonical.ts";
import { createNobleSigner } from "../signers/noble.ts";
import { credentials } from "../subject.ts";

const sign = createNobleSigner(credentials.accessKeyId, credentials.secretAccessKey);

/** What is read, and how. */
export interface Job {
  readonly baseUrl: string;
  readonly rows: number;
  readonly pageSize: number;
  readonly inFlight: number;
}

/** Reads the whole list. Resolves to the number of tickets. */
export type ReadList = (job: Job) => Promise<number>;

function listOf({ baseUrl, rows, pageSize, inFlight }: Job) {
  const client = createClient({ baseUrl, auth: accessKey(credentials), maxConcurrency: inFlight });
  return client.executions.list({ creator: String(rows) }, { pageSize, concurrency: inFlight });
}

/** The client with all that it does, page by page, as the bare loops read. */
export const readPages: ReadList = async (job) => {
  let count = 0;
  for await (const { items } of listOf(job).byPage()) count += items.length;
  return count;
};

/** The same, row by row. */
export const readRows: ReadList = async (job) => {
  let count = 0;
  for await (const _ of listOf(job)) count++;
  return count;
};

/** The least that can be done: `fetch`, as many at a time, pages that do not overlap, the next asked for when the first has come. */
export const readBarely: ReadList = (job) => slide(job, { overlap: 0, ask: askBarely, take: ({ length }) => length });

/** The least that can tell a repeat: the same, and each id remembered. */
export const readBarelyById: ReadList = (job) => slide(job, { overlap: 0, ask: askBarely, take: remember() });

/** The least that a listing with this guarantee has to do: the same, signed, and pages that overlap by a ticket. */
export const readLeast: ReadList = (job) => slide(job, { overlap: 1, ask: askSigned, take: remember() });

/** The same by openapi-fetch instead of `fetch`. */
export const readWithOpenapiFetch: ReadList = (job) => {
  const api = createFetchClient<paths>({ baseUrl: job.baseUrl });
  api.use({
    onRequest({ request }) {
      const { timestamp, authorization } = sign(request.url, new Date());
      setHeaders(request, timestamp, authorization);
    },
  });
  const ask = async (url: string): Promise<Answer> => {
    const { creator = "", limit, offset } = Object.fromEntries(new URL(url).searchParams);
    const query = { creator, limit: Number(limit), offset: Number(offset) };
    const { data } = await api.GET("/v1/executions", { params: { query } });
    const tickets: unknown = data?.data; // its own type for it is no array
    return { data: Array.isArray(tickets) ? tickets : [], total: data?.total ?? 0 };
  };
  return slide(job, { overlap: 1, ask, take: remember() });
};

type Tickets = readonly { readonly execution_id: string }[];

interface Answer {
  readonly data: Tickets;
  readonly total: number;
}

interface Slide {
  readonly overlap: number;
  readonly ask: (url: string) => Promise<Answer>;
  /** @returns How many of them are new. */
  readonly take: (tickets: Tickets) => number;
}

async function slide({ baseUrl, rows, pageSize, inFlight }: Job, { overlap, ask, take }: Slide): Promise<number> {
  const askAt = (offset: number) => ask(`${baseUrl}/v1/executions?creator=${rows}&limit=${pageSize}&offset=${offset}`);
  const first = await askAt(0);
  let count = take(first.data);
  let offset = pageSize - overlap;
  const window: ReturnType<typeof askAt>[] = [];
  const fill = () => {
    for (; window.length < inFlight && offset + overlap < first.total; offset += pageSize - overlap)
      window.push(askAt(offset));
  };
  for (fill(); window.length > 0; fill()) count += take((await window.shift())?.data ?? []);
  return count;
}

async function askBarely(url: string): Promise<Answer> {
  return (await fetch(url)).json();
}

async function askSigned(url: string): Promise<Answer> {
  const request = new Request(url);
  const { timestamp, authorization } = sign(request.url, new Date());
  setHeaders(request, timestamp, authorization);
  return (await fetch(request)).json();
}

function remember(): Slide["take"] {
  const met = new Set<string>();
  return (tickets) => {
    const before = met.size;
    for (const { execution_id } of tickets) met.add(execution_id);
    return met.size - before;
  };
}
