import assert from "node:assert/strict";
import { once } from "node:events";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { createMockApi, executions } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";
import { routeTo } from "@coc-executions/testkit/playwright";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const TYPES = { html: "text/html", js: "text/javascript" };
const IDS = executions(130).map(({ execution_id }) => execution_id);
const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };

const site = createServer(async ({ url }, response) => {
  const file = url === "/" ? "index.html" : url.slice(1);
  response.setHeader("content-type", TYPES[file.split(".").at(-1)] ?? "text/plain");
  response.end(await readFile(`site/${file}`));
});
let origin;
let browser;

before(async () => {
  await build({ entryPoints: ["page.js"], bundle: true, format: "esm", outfile: "site/page.js", logLevel: "warning" });
  await copyFile("node_modules/msw/lib/mockServiceWorker.js", "site/mockServiceWorker.js");
  const script = '<script type="module">import * as page from "./page.js"; globalThis.page = page;</script>';
  await writeFile("site/index.html", `<!doctype html><link rel="icon" href="data:,">${script}`);
  await once(site.listen(0, "127.0.0.1"), "listening");
  origin = `http://127.0.0.1:${site.address().port}`;
  const quiet = ["--disable-gpu", "--disable-quic", "--disable-sync"]; // and playwright's own, no background networking among them
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH, args: quiet });
});

after(async () => {
  await browser?.close();
  site.close();
});

let page;
let problems;
let servers;

beforeEach(async () => {
  [problems, servers] = [[], []];
  page = await browser.newPage();
  page.on("pageerror", (error) => problems.push(`${error}`));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(origin);
});

afterEach(async () => {
  await page.context().close();
  for (const server of servers) await server.close();
});

async function serve(options) {
  const server = await serveMockApi({ executions: executions(130), ...options });
  servers.push(server);
  return server;
}

function call(name, ...given) {
  return page.evaluate(([name, given]) => globalThis.page[name](...given), [name, given]);
}

test("in memory, while there is no network", async () => {
  await page.context().setOffline(true);
  const { ids, requestId } = await call("listInMemory", credentials);
  assert.deepEqual(ids, IDS);
  assert.match(requestId, /^[0-9a-f]{32}$/);
  assert.deepEqual(problems, []);
});

for (const cors of ["any origin", "the page's origin"]) {
  test(`from another origin that lets in ${cors}, by a token`, async () => {
    const server = await serve({ token: "secret", cors: cors === "any origin" ? true : origin });
    const { ids, requestId } = await call("listByToken", server.url, "secret");
    assert.deepEqual(ids, IDS);
    assert.equal(requestId, server.calls.at(-1).requestId);
    assert.deepEqual(problems, []);
  });
}

test("from another origin by an access key, where that is allowed by name", async () => {
  const server = await serve({ credentials, cors: true });
  const { ids, requestId } = await call("listByAccessKey", server.url, credentials, { dangerouslyAllowBrowser: true });
  assert.deepEqual(ids, IDS);
  assert.equal(requestId, server.calls.at(-1).requestId);
  assert.deepEqual(new Set(server.calls.map(({ signedBy }) => signedBy)), new Set(["AccessKey"]));
  assert.deepEqual(problems, []);
});

test("by no access key that is not allowed by name", async () => {
  const server = await serve({ credentials, cors: true });
  const { error } = await call("listByAccessKey", server.url, credentials);
  assert.equal(error.name, "InvalidArgumentError");
  assert.match(error.message, /dangerouslyAllowBrowser: true/);
  assert.deepEqual(server.calls, []);
  assert.deepEqual(problems, []);
});

test("with a wrong secret, which is told as the service tells it", async () => {
  const server = await serve({ credentials, cors: true });
  const wrong = { ...credentials, secretAccessKey: "WrongKey" };
  const { error } = await call("listByAccessKey", server.url, wrong, { dangerouslyAllowBrowser: true });
  const { name, status, errorCode, isCocError } = error;
  assert.deepEqual(
    { name, status, errorCode, isCocError },
    { name: "ApiError", status: 401, errorCode: "APIGW.0301", isCocError: true },
  );
  // The browser's own note on the answer.
  assert.deepEqual(problems, ["Failed to load resource: the server responded with a status of 401 (Unauthorized)"]);
});

for (const cors of [false, "http://localhost:1"]) {
  test(`from no other origin that lets in ${cors || "none"}`, async () => {
    const server = await serve({ token: "secret", cors });
    const { error } = await call("listByToken", server.url, "secret");
    assert.equal(error.name, "NetworkError");
    assert.equal(problems.length, 2);
    assert.match(problems[0], /blocked by CORS policy/);
    assert.match(problems[1], /net::ERR_FAILED/);
  });
}

test("from a host that does not exist, by MSW's service worker", async () => {
  const { ids, explanation } = await call("listByServiceWorker", "secret");
  assert.deepEqual(ids, IDS, explanation);
  assert.deepEqual(problems, []);
});

test("from a host that does not exist, by Playwright's page.route", async () => {
  const mock = createMockApi({ executions: executions(130), token: "secret" });
  await page.route("https://coc.example/v1/executions**", routeTo(mock));
  const { ids, requestId } = await call("listByToken", "https://coc.example", "secret");
  assert.deepEqual(ids, IDS, mock.explain());
  assert.equal(requestId, mock.calls.at(-1).requestId);
  assert.deepEqual(problems, []);
});

test("a connection that is lost behind page.route is one for the page", async () => {
  const mock = createMockApi({ executions: executions(130) });
  for (const kind of ["reset", "reset-in-body"]) mock.fail({ kind });
  await page.route("https://coc.example/v1/executions**", routeTo(mock));
  for (let count = 0; count < 2; count++) {
    const { error } = await call("listByToken", "https://coc.example", "secret");
    assert.equal(error.name, "NetworkError");
  }
  assert.equal(mock.calls.length, 2);
});
