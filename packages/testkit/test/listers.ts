import type { Execution } from "@coc-executions/types";
import type { ListingTarget } from "../src/conformance/listing.ts";

/** The loop that everybody writes first: pages until `total`, whatever moves meanwhile. */
export async function* plainLoop({ baseUrl, signal }: ListingTarget): AsyncGenerator<Execution> {
  for (let offset = 0, total = 1; offset < total; offset += 50) {
    const response = await fetch(`${baseUrl}/v1/executions?limit=50&offset=${offset}`, { signal });
    const page = await response.json();
    total = page.total;
    yield* page.data;
  }
}

/**
 * The smallest lister that is exact: windows overlap, one that holds no row seen before is not used, and what fails is asked again.
 */
export async function* overlappingWindows({ fetch, baseUrl, signal }: ListingTarget): AsyncGenerator<Execution> {
  const seen = new Set<string>();
  let [offset, longest, wasEmpty] = [0, 0, false];
  for (let request = 0; request < 500; request++) {
    const rows = await askAgain(() => readWindow(fetch, `${baseUrl}/v1/executions?limit=50&offset=${offset}`, signal));
    longest = Math.max(longest, rows.length);
    const fresh = rows.filter(({ execution_id }) => !seen.has(execution_id));
    if (offset > 0 && fresh.length === rows.length) {
      wasEmpty ||= rows.length === 0;
      offset = Math.max(0, offset - 10);
      continue;
    }
    for (const row of fresh) seen.add(row.execution_id);
    yield* fresh;
    if (fresh.length === 0 && (rows.length < longest || wasEmpty || rows.length === 0)) return;
    wasEmpty = false;
    offset += Math.max(1, rows.length - 2);
  }
  throw new Error("the list does not come to an end");
}

class Refused extends Error {}

async function readWindow(ask: ListingTarget["fetch"], url: string, signal: AbortSignal): Promise<Execution[]> {
  const response = await ask(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(100)]) });
  const body = await response.text();
  if (response.status === 429 || response.status >= 500) throw new Error(`status ${response.status}`);
  if (!response.ok) throw new Refused(`status ${response.status}`);
  const { data } = JSON.parse(body);
  if (!Array.isArray(data)) throw new Error("no tickets");
  return data;
}

async function askAgain<T>(ask: () => Promise<T>, attemptsLeft = 3): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refused || attemptsLeft === 1) throw error;
    return await askAgain(ask, attemptsLeft - 1);
  }
}
