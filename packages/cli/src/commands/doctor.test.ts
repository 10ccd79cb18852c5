import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { executions } from "@coc-executions/testkit";
import { generate } from "selfsigned";
import { afterEach, expect, test } from "vitest";
import { runCommand } from "../../test/run-command.ts";
import { env, serve } from "../../test/serve.ts";

interface Told {
  readonly check: string;
  readonly status: string;
  readonly finding: string;
  readonly next?: string;
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server of anything, which ends with the test. */
async function listen(handle: RequestListener, tls?: { readonly cert: string; readonly key: string }): Promise<string> {
  const server = tls === undefined ? createServer(handle) : createTlsServer(tls, handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `${tls === undefined ? "http" : "https"}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function examine(url: string, given: Record<string, string> = env, ...words: string[]) {
  const { code, stdout, stderr } = await runCommand(["doctor", "--base-url", url, "--json", ...words], { env: given });
  const text = await runCommand(["doctor", "--base-url", url, ...words], { env: given });
  expect(text.code).toBe(code);
  const report: { works: boolean; findings: Told[] } = JSON.parse(stdout);
  expect(stderr).toBe("");
  return { code, report, all: stdout + text.stdout };
}

/** What is wrong or could not be told, by check and words. */
const faultsOf = ({ report }: Awaited<ReturnType<typeof examine>>) =>
  report.findings.filter(({ status }) => status === "problem" || status === "unverified");

test("a set-up that works: every check is ok, and the exit code is 0", async () => {
  const server = await serve(executions(5));
  const told = await examine(server.url);
  expect(told.code).toBe(0);
  expect(told.report.works).toBe(true);
  expect(told.report.findings.filter(({ status }) => status !== "ok")).toEqual([]);
  expect(told.report.findings.map(({ check }) => check)).toEqual([
    ...["credentials", "proxy", "name", "service", "clock", "site"],
    ...["permission", "permission", "permission", "permission", "latency"],
  ]);
  // No ticket, no id, no key.
  for (const word of ["EX2025", env.HUAWEICLOUD_SDK_AK, env.HUAWEICLOUD_SDK_SK]) expect(told.all).not.toContain(word);
});

const refusal =
  (status: number, code: string, message: string): RequestListener =>
  (_, response) =>
    response.writeHead(status).end(JSON.stringify({ error_code: code, error_msg: message }));

const setups: [name: string, handle: RequestListener, check: string, status: string, words: RegExp][] = [
  [
    "a wrong secret",
    refusal(401, "APIGW.0301", "Incorrect IAM authentication information: verify aksk signature fail"),
    "credentials",
    "problem",
    /refused \(401 APIGW\.0301\): its secret does not fit/,
  ],
  [
    "an unknown key",
    refusal(401, "APIGW.0301", "Incorrect IAM authentication information: ak CLI-ACCESS-KEY not exist"),
    "credentials",
    "problem",
    /the service does not know it/,
  ],
  [
    "an expired security token",
    refusal(401, "APIGW.0301", "Incorrect IAM authentication information: decrypt token fail"),
    "credentials",
    "problem",
    /its security token is wrong or has expired/,
  ],
  [
    "a user without the right",
    refusal(403, "APIGW.0302", "not authorized"),
    "permission",
    "problem",
    /^coc:execution:list is not granted \(403 APIGW\.0302\)/,
  ],
  [
    "a limit that is told by 403",
    refusal(403, "APIGW.0310", "The project is unavailable."),
    "permission",
    "unverified",
    /could not be verified: the service returned 403 APIGW\.0310/,
  ],
  [
    "a failure inside",
    refusal(500, "APIGW.0601", "Internal server error."),
    "permission",
    "unverified",
    /could not be verified: the service returned 500/,
  ],
  [
    "too many requests",
    refusal(429, "APIGW.0308", "throttled"),
    "permission",
    "unverified",
    /could not be verified: the service returned 429/,
  ],
  [
    "a gateway without COC",
    refusal(404, "APIGW.0101", "The API does not exist."),
    "service",
    "problem",
    /There is no COC at this address/,
  ],
  [
    "a login page",
    (_, response) => response.end("<html>Please log in"),
    "service",
    "problem",
    /What answers is not COC: status 200/,
  ],
  [
    "a redirect",
    (_, response) => response.writeHead(302, { location: "https://elsewhere.example" }).end(),
    "service",
    "problem",
    /What answers is not COC: status 302/,
  ],
  ["a connection that is cut", (_, response) => response.destroy(), "service", "unverified", /There was no response/],
];

test.each(setups)("%s has one diagnosis", async (_, handle, check, status, words) => {
  const told = await examine(await listen(handle));
  expect(told.code).toBe(1);
  const faults = faultsOf(told).filter((fault) => fault.check !== "clock");
  expect(faults).toEqual([{ check, status, finding: expect.stringMatching(words), next: expect.any(String) }]);
});

test("a body that echoes the key is in no text", async () => {
  const echo: RequestListener = ({ headers }, response) =>
    response.writeHead(401).end(
      JSON.stringify({
        error_code: "APIGW.0301",
        error_msg: `refused ${headers.authorization} ${env.HUAWEICLOUD_SDK_SK}`,
      }),
    );
  const { all } = await examine(await listen(echo));
  for (const word of [env.HUAWEICLOUD_SDK_AK, env.HUAWEICLOUD_SDK_SK, "Signature="]) expect(all).not.toContain(word);
});

test("a proxy that rewrites the request is found by what the gateway prints", async () => {
  const rewritten = "canonicalRequest:GET|/v1/executions/|limit=1&page=2|host:x|";
  const message = `Incorrect IAM authentication information: verify aksk signature fail, ${rewritten}`;
  const told = await examine(await listen(refusal(401, "APIGW.0301", message)));
  expect(faultsOf(told).find(({ check }) => check === "credentials")).toMatchObject({
    finding: expect.stringContaining("something in between changes the request"),
    next: expect.stringContaining("Find what rewrites requests"),
  });
});

test.each([
  [12 * 3_600_000, "problem", /The clock is 12 h behind the service's \(clock, −12 h\)\./],
  [-3 * 3_600_000, "problem", /The clock is 3 h ahead of the service's \(clock, \+3 h\)\./],
  [300_000, "note", /5 min behind/],
  [20_000, "ok", /right to the minute/],
])("a service whose clock is %i ms ahead", async (by, status, words) => {
  const server = await serve(executions(2), { now: () => Date.now() + by });
  const told = await examine(server.url);
  expect(told.report.findings.find(({ check }) => check === "clock")).toMatchObject({
    status,
    finding: expect.stringMatching(words),
  });
  expect(told.code).toBe(0); // the client corrects it
});

test("where the clock is wrong and the signature refused, the clock is named and the key is not blamed", async () => {
  const late: RequestListener = (_, response) => {
    response.setHeader("date", new Date(Date.now() + 30 * 3_600_000).toUTCString());
    response.writeHead(401).end(JSON.stringify({ error_code: "APIGW.0301", error_msg: "signature expired" }));
  };
  const told = await examine(await listen(late));
  expect(told.code).toBe(1);
  expect(faultsOf(told).map(({ check, status }) => [check, status])).toEqual([
    ["clock", "problem"],
    ["credentials", "unverified"],
  ]);
});

test("an empty list is a note on the site", async () => {
  const server = await serve([]);
  const told = await examine(server.url);
  expect(told.code).toBe(0);
  expect(told.report.findings.find(({ check }) => check === "site")).toMatchObject({
    status: "note",
    finding: expect.stringContaining("it lists nothing"),
  });
});

test("the permission of each operation is told by its name", async () => {
  const server = await serve(executions(3));
  server.fail({
    kind: "status",
    status: 403,
    times: Number.POSITIVE_INFINITY,
    match: ({ operation }) => operation === "listExecutionSteps",
  });
  const told = await examine(server.url);
  expect(told.code).toBe(1);
  expect(faultsOf(told)).toEqual([
    {
      check: "permission",
      status: "problem",
      finding: "coc:execution:listExecutionStep is not granted (403 APIGW.0302).",
      next: expect.any(String),
    },
  ]);
});

test("a name that cannot be looked up is no fault of the credentials", async () => {
  const told = await examine("https://no-such-host.invalid");
  expect(faultsOf(told)).toMatchObject([{ check: "name", status: "problem" }]);
});

test("a certificate that nobody trusts names the variable to set", async () => {
  const { cert, private: key } = await generate([{ name: "commonName", value: "127.0.0.1" }]);
  const told = await examine(await listen((_, response) => response.end(), { cert, key }));
  expect(faultsOf(told)).toMatchObject([
    { check: "tls", status: "problem", next: expect.stringContaining("NODE_EXTRA_CA_CERTS") },
  ]);
});

test.each([
  ["http://u:p@ss@h:80", "p@ss"],
  ["u:pw@h:80", "pw"],
  ["http://ops:s3cret@127.0.0.1:9", "s3cret"],
  ["not a proxy", "nothing-of-it"],
])("the password of the proxy %s is in no text", async (proxy, secret) => {
  const { all, code } = await examine("http://coc.example", { ...env, HTTP_PROXY: proxy });
  expect(code).toBe(1);
  expect(all).not.toContain(secret);
  expect(all).toContain("HTTP_PROXY");
});

test("credentials: where they were found, which would be next, and what is missing", async () => {
  const folder = await mkdtemp(join(tmpdir(), "doctor-"));
  const file = join(folder, "credentials");
  await writeFile(file, `[basic]\nak = ${env.HUAWEICLOUD_SDK_AK}\nsk = ${env.HUAWEICLOUD_SDK_SK}\n`);
  const server = await serve(executions(1));
  const sourceOf = async (given: Record<string, string>) =>
    (await examine(server.url, given)).report.findings.find(({ check }) => check === "credentials")?.finding;
  const next = { HUAWEICLOUD_SDK_CREDENTIALS_FILE: file };
  expect(await sourceOf({ ...env, HOME: "/nowhere" })).toContain(
    "from the environment; there is no profile file to come next",
  );
  expect(await sourceOf({ ...env, ...next })).toContain("next would have been the profile file");
  expect(await sourceOf(next)).toContain("from the profile file");
  expect(await sourceOf({ HOME: "/nowhere" })).toContain("There are no credentials");
  expect(await sourceOf({ HUAWEICLOUD_SDK_AK: "x", HOME: "/nowhere" })).toContain("HUAWEICLOUD_SDK_SK is not set");
  await rm(folder, { recursive: true });
});
