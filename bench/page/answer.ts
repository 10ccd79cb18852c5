import { executions } from "@coc-executions/testkit";

/** The page sizes that are measured: the service's default, a usual one, and a large one. */
export const LIMITS = [10, 100, 1000];

/** The body that comes for one ticket. */
export const bodyOfOne = JSON.stringify({ data: executions(1)[0] });

/** The body of a page of realistic tickets. */
export const bodyOf = (limit: number) => JSON.stringify({ data: executions(limit), total: 5000 });

export const headersOf = (body: string) => ({
  "content-type": "application/json",
  "content-length": String(Buffer.byteLength(body)),
  "x-request-id": "0123456789abcdef0123456789abcdef",
});
