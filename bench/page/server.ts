import { createServer } from "node:http";
import { bodyOf, bodyOfOne, headersOf, LIMITS } from "./answer.ts";

// A server in a process of its own, so that its work is not counted. It only hands out bodies that are ready.

const answers = new Map(
  [1, ...LIMITS].map((limit) => {
    const body = bodyOf(limit);
    return [String(limit), { body: Buffer.from(body), headers: headersOf(body) }];
  }),
);

const one = { body: Buffer.from(bodyOfOne), headers: headersOf(bodyOfOne) };

const server = createServer((request, response) => {
  const limit = /[?&]limit=(\d+)/.exec(request.url ?? "")?.[1];
  const answer = limit === undefined ? one : answers.get(limit);
  if (answer === undefined) response.writeHead(404).end();
  else response.writeHead(200, answer.headers).end(answer.body);
});

server.keepAliveTimeout = 0; // a connection that idles while others are measured is not to be closed
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit());
