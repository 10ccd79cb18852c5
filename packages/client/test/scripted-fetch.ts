import type { FetchFunction } from "../src/http/fetch.ts";

/** One turn of a scripted service: an answer, or what goes wrong instead. */
export type Turn = Response | Error | ((request: Request, init: RequestInit) => Response | Promise<Response>);

/** A `fetch` that plays its turns one after the other, the last one again and again, and keeps what it was sent. */
export function scriptedFetch(...turns: readonly Turn[]): FetchFunction & { readonly requests: Request[] } {
  const requests: Request[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const request = new Request(url, { ...init, signal: null });
    requests.push(request.clone());
    const turn = turns[Math.min(requests.length, turns.length) - 1];
    if (turn instanceof Response) return turn.clone();
    if (typeof turn === "function") return turn(request, init);
    throw turn;
  };
  return Object.assign(fetch, { requests });
}

/** An answer of the service. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(body), {
    ...init,
    headers: { "content-type": "application/json", ...init.headers },
  });
}

/** A page of `ids.length` tickets, newest first. */
export function page(ids: readonly string[], total: number = ids.length): Response {
  return json({ data: ids.map((execution_id) => ({ execution_id })), total }, { headers: { "x-request-id": "req-1" } });
}
