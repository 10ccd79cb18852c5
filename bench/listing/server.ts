import { createServer } from "node:http";

// A server of a list in a process of its own. It takes its time as a service far away does: so long from the request to the answer.

const DELAY = 20;
const rows = new Map<number, string>();
const row = (index: number) => {
  const known = rows.get(index);
  if (known !== undefined) return known;
  const made = JSON.stringify({ execution_id: `EX2025${String(index).padStart(18, "0")}`, status: "Succeeded" });
  rows.set(index, made);
  return made;
};

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
  const total = Number(searchParams.get("creator")); // the filter names the length of the list
  const offset = Number(searchParams.get("offset"));
  const count = Math.max(0, Math.min(Number(searchParams.get("limit")), total - offset));
  const data = Array.from({ length: count }, (_, index) => row(offset + index)).join(",");
  const body = `{"data":[${data}],"total":${total}}`;
  setTimeout(() => response.writeHead(200, { "content-type": "application/json" }).end(body), DELAY);
});

server.keepAliveTimeout = 0; // a connection that idles while others are measured is not to be closed
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit());
