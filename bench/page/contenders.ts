import { accessKey, createClient } from "@coc-executions/client";
import { nodeFetch } from "@coc-executions/client/node";
import type { paths } from "@coc-executions/types";
import createOpenapiFetch from "openapi-fetch";
import type { Contender } from "../measure/compare.ts";
import { setHeaders } from "../signers/canonical.ts";
import { createNobleSigner } from "../signers/noble.ts";
import { credentials, pageQuery, pageUrl, wireQuery } from "../subject.ts";

/** The part of `fetch` that is used. */
export type Fetch = (input: string | Request, init?: RequestInit) => Promise<Response>;

/** A way to read a page; each gives the number of tickets, so that it can be shown that all do the job. */
interface PageReader extends Contender {
  readonly call: () => Promise<number | undefined>;
}

/** The ways to read one page, the one to compare with first. */
export function createReaders(limit: number, baseUrl: string, fetch: Fetch) {
  const readers: PageReader[] = [
    { name: "openapi-fetch and a bare signer", call: readBare(limit, baseUrl, fetch) },
    { name: "`fetch` alone, not signed", call: readUnsigned(limit, baseUrl, fetch) },
    { name: "the client's `listPage`", call: readByClient(limit, baseUrl, fetch) },
  ];
  return readers;
}

export function readBare(limit: number, baseUrl: string, fetch: Fetch) {
  const sign = createNobleSigner(credentials.accessKeyId, credentials.secretAccessKey);
  const api = createOpenapiFetch<paths>({
    baseUrl,
    fetch: (request) => {
      const { timestamp, authorization } = sign(request.url, new Date());
      setHeaders(request, timestamp, authorization);
      return fetch(request);
    },
  });
  const query = wireQuery(limit);
  return async () => {
    const { data, error } = await api.GET("/v1/executions", { params: { query } });
    if (error !== undefined) throw error;
    return data.data?.length;
  };
}

export function readUnsigned(limit: number, baseUrl: string, fetch: Fetch) {
  const url = pageUrl(limit, baseUrl);
  return async () => {
    const response = await fetch(new Request(url));
    const { data }: { data: unknown[] } = await response.json();
    return data.length;
  };
}

/** The same with `nodeFetch`. */
export function readByNodeFetch(limit: number, baseUrl: string) {
  const client = createClient({ baseUrl, auth: accessKey(credentials), fetch: nodeFetch() });
  const query = pageQuery(limit);
  return async () => (await client.executions.listPage(query)).items.length;
}

/** One ticket, by its id. */
export function readOne(_limit: number, baseUrl: string, fetch: Fetch) {
  const client = createClient({ baseUrl, auth: accessKey(credentials), fetch });
  return async () => ((await client.executions.get("EX20250701120000000001")).execution_id === undefined ? 0 : 1);
}

/** With all defaults: checks, limiter, retry, time limit, and the judging of the answer. */
export function readByClient(limit: number, baseUrl: string, fetch: Fetch) {
  const client = createClient({ baseUrl, auth: accessKey(credentials), fetch });
  const query = pageQuery(limit);
  return async () => (await client.executions.listPage(query)).items.length;
}
