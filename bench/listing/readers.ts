import { accessKey, createClient } from "@coc-executions/client";
import { credentials } from "../subject.ts";

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
export const readBarely: ReadList = (job) => slide(job, ({ length }) => length);

/** The least that can tell a repeat: the same, and each id remembered. */
export const readBarelyById: ReadList = (job) => {
  const met = new Set<string>();
  return slide(job, (tickets) => {
    const before = met.size;
    for (const { execution_id } of tickets) met.add(execution_id);
    return met.size - before;
  });
};

type Tickets = readonly { readonly execution_id: string }[];

async function slide({ baseUrl, rows, pageSize, inFlight }: Job, take: (tickets: Tickets) => number): Promise<number> {
  const ask = async (offset: number): Promise<{ data: Tickets; total: number }> =>
    (await fetch(`${baseUrl}/v1/executions?creator=${rows}&limit=${pageSize}&offset=${offset}`)).json();
  const first = await ask(0);
  let count = take(first.data);
  let offset = pageSize;
  const window: ReturnType<typeof ask>[] = [];
  const fill = () => {
    for (; window.length < inFlight && offset < first.total; offset += pageSize) window.push(ask(offset));
  };
  for (fill(); window.length > 0; fill()) count += take((await window.shift())?.data ?? []);
  return count;
}
