import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { fromEcsMetadata } from "./from-ecs-metadata.ts";

const TOKEN = "PUT /meta-data/latest/api/token";
const KEY = "GET /openstack/latest/securitykey";
const credential = { access: "AK", secret: "SK", securitytoken: "T", expires_at: "2025-07-02T12:00:00.000000Z" };
const answer = JSON.stringify({ credential });

type Handler = (message: IncomingMessage, response: ServerResponse) => void;

/** A metadata service on this machine, by method and path. */
async function serve(handlers: Readonly<Record<string, Handler>>) {
  const calls: string[] = [];
  const server = createServer((message, response) => {
    const call = `${message.method} ${message.url}`;
    calls.push(call);
    handlers[call]?.(message, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

const status =
  (code: number, text = ""): Handler =>
  (_, response) =>
    void response.writeHead(code).end(text);

test("the key of the server's agency is asked for with a token", async () => {
  const seen: unknown[] = [];
  const { baseUrl, calls } = await serve({
    [TOKEN]: (message, response) => {
      seen.push(message.headers["x-metadata-token-ttl-seconds"]);
      response.end("metadata-token\n");
    },
    [KEY]: (message, response) => {
      seen.push(message.headers["x-metadata-token"]);
      response.end(answer);
    },
  });
  expect(await fromEcsMetadata({ baseUrl })({})).toEqual({
    accessKeyId: "AK",
    secretAccessKey: "SK",
    securityToken: "T",
    expiration: new Date("2025-07-02T12:00:00Z"),
  });
  expect(calls).toEqual([TOKEN, KEY]);
  expect(seen).toEqual(["21600", "metadata-token"]);
});

test.each([404, 405, 503])("a service that answers %i has no tokens, and is asked without", async (code) => {
  const { baseUrl } = await serve({
    [TOKEN]: status(code, "no"),
    [KEY]: (message, response) => void response.end(message.headers["x-metadata-token"] === undefined ? answer : "{}"),
  });
  expect(await fromEcsMetadata({ baseUrl })({})).toMatchObject({ accessKeyId: "AK" });
});

test.each<[string, Readonly<Record<string, Handler>>, string]>([
  ["no token", { [TOKEN]: status(500) }, "returned no token: its status was 500."],
  [
    "no agency",
    { [TOKEN]: status(200, "t"), [KEY]: status(404) },
    "its status was 404. Does the server have an agency?",
  ],
  ["no JSON", { [TOKEN]: status(200, "t"), [KEY]: status(200, "<html>") }, "something other than credentials."],
  [
    "no key",
    { [TOKEN]: status(200, "t"), [KEY]: status(200, '{"credential":{}}') },
    "something other than credentials.",
  ],
  [
    "a redirect",
    { [TOKEN]: (_, response) => void response.writeHead(302, { location: "/" }).end() },
    "it cannot be reached.",
  ],
])("%s is an error that says so", async (_, handlers, message) => {
  const { baseUrl } = await serve(handlers);
  const failed = fromEcsMetadata({ baseUrl })({});
  await expect(failed).rejects.toThrow(message);
  await expect(failed).rejects.toMatchObject({ code: "credentials_unavailable" });
  await expect(failed).rejects.toThrow(`The ECS metadata service at ${baseUrl} `);
});

test.each<[string, (signal: AbortSignal) => Promise<Response>]>([
  ["the head", (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)))],
  ["the body", async (signal) => new Response(new ReadableStream({ start: (stream) => failOnAbort(stream, signal) }))],
])("the time limit covers %s of an answer", async (_, hang) => {
  const fetch = async (_url: string, { method, signal }: RequestInit) =>
    method === "PUT" || !signal ? new Response("", { status: 404 }) : hang(signal);
  await expect(fromEcsMetadata({ fetch, timeout: 5 })({})).rejects.toThrow("no answer within 5 ms.");
});

function failOnAbort(stream: ReadableStreamDefaultController, signal: AbortSignal): void {
  signal.addEventListener("abort", () => stream.error(signal.reason));
}

test("a key that no header can carry is named, and where it came from", async () => {
  const broken = answer.replace(/"access":\s*"/, "$&\\n");
  const { baseUrl } = await serve({ [TOKEN]: status(404), [KEY]: status(200, broken) });
  await expect(fromEcsMetadata({ baseUrl })({})).rejects.toThrow(
    `accessKeyId from the ECS metadata service at ${baseUrl} must be`,
  );
});

test.each([0, -1, 1.5, Number.NaN])("a timeout of %s is refused at once", (timeout) => {
  expect(() => fromEcsMetadata({ timeout })).toThrow(/^timeout must be an integer from 1/);
});

test("an abort rejects with its own reason", async () => {
  const controller = new AbortController();
  const { baseUrl } = await serve({ [TOKEN]: () => controller.abort("gone") });
  await expect(fromEcsMetadata({ baseUrl })({ signal: controller.signal })).rejects.toBe("gone");
});

test("without settings it is the link-local address that is asked", async () => {
  const urls: string[] = [];
  const fetch = async (url: string) => {
    urls.push(url);
    return new Response(answer, { status: urls.length === 1 ? 404 : 200 });
  };
  await fromEcsMetadata({ fetch })({});
  expect(urls).toEqual([
    "http://169.254.169.254/meta-data/latest/api/token",
    "http://169.254.169.254/openstack/latest/securitykey",
  ]);
});
