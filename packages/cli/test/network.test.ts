import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executions } from "@coc-executions/testkit";
import { generate } from "selfsigned";
import { afterEach, expect, test } from "vitest";
import { env, serve } from "./serve.ts";
import { spawnCommand } from "./spawn-command.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A proxy that tunnels, and what it was asked for. */
async function startProxy(password?: string) {
  const tunnels: string[] = [];
  const server = createServer();
  server.on("connect", (request: IncomingMessage, socket, head) => {
    socket.on("error", () => undefined);
    if (password !== undefined && request.headers["proxy-authorization"] !== `Basic ${btoa(password)}`)
      return void socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    tunnels.push(request.url ?? "");
    const [host = "", port = ""] = (request.url ?? "").split(":");
    const target = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.write(head);
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => undefined);
    closing.push(() => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, tunnels };
}

const list = (url: string, more: Record<string, string>) =>
  spawnCommand(["list", "--base-url", url, "-o", "ndjson"], { ...env, ...more }).ended;

test("a proxy of the environment is used, and NO_PROXY is heeded", async () => {
  const server = await serve(executions(3));
  const { port, tunnels } = await startProxy();
  const proxy = `http://127.0.0.1:${port}`;
  const { host } = new URL(server.url);
  expect((await list(server.url, { HTTP_PROXY: proxy })).stdout.trim().split("\n")).toHaveLength(3);
  expect(tunnels).toEqual([host]);
  expect((await list(server.url, { HTTP_PROXY: proxy, NO_PROXY: host })).code).toBe(0);
  expect(tunnels).toHaveLength(1);
});

test("a proxy that wants a password says so, without showing the one it was given", async () => {
  const server = await serve(executions(3));
  const { port } = await startProxy("ops:right");
  const wrong = await list(server.url, { HTTP_PROXY: `http://ops:wr0ng@127.0.0.1:${port}` });
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain("the proxy asks for a password");
  expect(wrong.stderr).not.toContain("wr0ng");
  expect((await list(server.url, { HTTP_PROXY: `http://ops:right@127.0.0.1:${port}` })).code).toBe(0);
});

test("a private CA is named by NODE_EXTRA_CA_CERTS, and the error says so", async () => {
  const { cert, private: key } = await generate([{ name: "commonName", value: "127.0.0.1" }], {
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] },
    ],
  });
  const body = JSON.stringify({ data: executions(2), total: 2 });
  const server = createTlsServer({ cert, key }, (_, response) => response.end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const refused = await list(url, {});
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("name its file in NODE_EXTRA_CA_CERTS");
  expect(refused.stderr).not.toContain("`ca`");
  const folder = await mkdtemp(join(tmpdir(), "ca-"));
  await writeFile(join(folder, "ca.pem"), cert);
  const { code, stdout } = await list(url, { NODE_EXTRA_CA_CERTS: join(folder, "ca.pem") });
  expect([code, stdout.trim().split("\n").length]).toEqual([0, 2]);
  await rm(folder, { recursive: true });
});
