import type { ListExecutionsQuery } from "@coc-executions/types";

// What every benchmark asks for: this endpoint with all of its seven filters, so that nobody has less to encode, sort and sign.

export const credentials = {
  accessKeyId: "HPUAEXAMPLEKEY000000",
  secretAccessKey: "exampleSecretKeyexampleSecretKey0000000A",
};

export const date = new Date("2025-07-01T12:00:00Z");

const filters = {
  creator: "张三",
  document_id: "DM202506302117010",
  document_name: "restart nginx",
  start_time: 1_751_289_440_999,
  end_time: 1_751_375_000_000,
  exclude_child_executions: true,
};

/** The query of one page as the client takes it. */
export const pageQuery = (limit: number) => ({ ...filters, tags: { env: "prod", team: "core" }, limit, offset: 0 });

/** The same query in the words of the wire. */
export const wireQuery = (limit: number) =>
  ({ ...filters, tags: "env=prod,team=core", limit, offset: 0 }) satisfies ListExecutionsQuery;

/** The same query as a URL. */
export function pageUrl(limit: number, baseUrl = "https://coc-intl.myhuaweicloud.com"): string {
  const pairs = Object.entries(wireQuery(limit)).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return `${baseUrl}/v1/executions?${pairs.join("&")}`;
}
