import { join } from "node:path";
import { accessKey, createClient } from "@coc-executions/client";
import { commandListing, type Listing } from "@coc-executions/testkit/conformance";

/** This client, with waits that are short enough for the judge's patience. */
export const thisClient: Listing = ({ baseUrl, credentials, signal, from }) =>
  createClient({
    baseUrl,
    auth: accessKey(async () => ({ accessKeyId: "", secretAccessKey: "", ...credentials })),
    timeout: 2000,
    retry: { baseDelay: 20, maxDelay: 200 },
  }).executions.list({}, { signal, pageSize: 50, from });

/** What the loop becomes after the first complaints: it counts what came, drops what it has, and asks again three times. */
export const patientLoop: Listing = async function* ({ baseUrl, fetch, signal }) {
  const seen = new Set<string>();
  for (let offset = 0, total = 1; offset < total; ) {
    const page = await askAgain(async () => {
      const response = await fetch(`${baseUrl}/v1/executions?limit=50&offset=${offset}`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(1000)]),
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      return await response.json();
    });
    total = page.total;
    for (const ticket of page.data) {
      if (!seen.has(ticket.execution_id)) yield ticket;
      seen.add(ticket.execution_id);
    }
    if (page.data.length === 0) return;
    offset += page.data.length;
  }
};

async function askAgain<T>(ask: () => Promise<T>, attemptsLeft = 3): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (attemptsLeft === 1) throw error;
    return await askAgain(ask, attemptsLeft - 1);
  }
}

export const python: Listing = commandListing("python3", [join(import.meta.dirname, "list.py")]);

/** @param folder Where the vendor's core is installed. */
export function vendorCore(folder: string): Listing {
  return commandListing(process.execPath, [join(import.meta.dirname, "vendor-list.mjs")], {
    cwd: folder,
    env: { HOME: folder }, // it writes a file there
  });
}
