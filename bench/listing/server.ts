import { createServer } from "node:http";
import { executions } from "@coc-executions/testkit";

// A server of a list in a process of its own. It takes its time as a service far away does: so long from the request to the
// answer, 20 ms unless told otherwise. Its tickets are written out once, so that no answer waits for its own work.

const DELAY = Number(process.argv[2] ?? 20);
const LONGEST_LIST = 200_000;

const tickets = executions(LONGEST_LIST).map((ticket) => Buffer.from(`${JSON.stringify(ticket)},`));
const text = Buffer.concat(tickets);
const starts = [0];
for (const { length } of tickets) starts.push((starts.at(-1) ?? 0) + length);

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
  const total = Number(searchParams.get("creator")); // the filter names the length of the list
  const offset = Math.min(total, Number(searchParams.get("offset")));
  const end = Math.min(total, offset + Number(searchParams.get("limit")));
  const rows = text.subarray(starts[offset], end > offset ? (starts[end] ?? 0) - 1 : starts[offset]);
  const body = Buffer.concat([Buffer.from('{"data":['), rows, Buffer.from(`],"total":${total}}`)]);
  const headers = { "content-type": "application/json", "content-length": String(body.length) };
  const answer = () => response.writeHead(200, headers).end(body);
  if (DELAY > 0) setTimeout(answer, DELAY);
  else answer();
});

server.keepAliveTimeout = 0; // a connection that idles while others are measured is not to be closed
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit());
