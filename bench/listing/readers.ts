import { accessKey, createClient } from "@coc-executions/client";
import { credentials } from "../subject.ts";

/** What is read, and how. */
export interface Job {
  readonly baseUrl: string;
  readonly rows: number;
  readonly pageSize: number;
  readonly inFlight: number;
}

/** The client, with all that it does. Resolves to the number of tickets. */
export async function readByClient({ baseUrl, rows, pageSize, inFlight }: Job): Promise<number> {
  const client = createClient({ baseUrl, auth: accessKey(credentials), maxConcurrency: inFlight });
  let count = 0;
  for await (const _ of client.executions.list({ creator: String(rows) }, { pageSize, concurrency: inFlight })) count++;
  return count;
}

/** The least that can be done: `fetch`, as many at a time, pages that do not overlap, the next asked for when the first has come. */
export async function readBarely({ baseUrl, rows, pageSize, inFlight }: Job): Promise<number> {
  const ask = async (offset: number): Promise<{ data: unknown[]; total: number }> =>
    (await fetch(`${baseUrl}/v1/executions?creator=${rows}&limit=${pageSize}&offset=${offset}`)).json();
  const first = await ask(0);
  let count = first.data.length;
  let offset = pageSize;
  const window: ReturnType<typeof ask>[] = [];
  const fill = () => {
    for (; window.length < inFlight && offset < first.total; offset += pageSize) window.push(ask(offset));
  };
  for (fill(); window.length > 0; fill()) count += (await window.shift())?.data.length ?? 0;
  return count;
}
