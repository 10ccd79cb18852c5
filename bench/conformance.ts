// Judges three ways to read the list by the testkit's scenarios: this client, the loop that everybody writes, and that loop on the
// vendor's own core, which is installed into a temporary folder.
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessKey, createClient } from "@coc-executions/client";
import { type ConformanceReport, conformance, type Listing } from "@coc-executions/testkit/conformance";

const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };

const client: Listing = ({ baseUrl, signal }) =>
  createClient({
    baseUrl,
    auth: accessKey(credentials),
    timeout: 2000,
    retry: { baseDelay: 20, maxDelay: 200 },
  }).executions.list({}, { signal, pageSize: 50 });

const plainLoop: Listing = async function* ({ baseUrl, fetch, signal }) {
  for (let offset = 0, total = 1; offset < total; offset += 50) {
    const response = await fetch(`${baseUrl}/v1/executions?limit=50&offset=${offset}`, { signal });
    const page = await response.json();
    total = page.total;
    yield* page.data;
  }
};

const folder = mkdtempSync(join(tmpdir(), "vendor-core-"));
writeFileSync(join(folder, "package.json"), "{}");
const core = ["@huaweicloud/huaweicloud-sdk-core@3.1.211", "uuid@9"]; // it needs uuid without saying so
execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...core], {
  cwd: folder,
  stdio: "ignore",
});

const vendorCore: Listing = ({ baseUrl, signal }) =>
  new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, "conformance", "vendor-list.mjs");
    const words = [script, folder, baseUrl, credentials.accessKeyId, credentials.secretAccessKey];
    const options = { cwd: folder, signal, maxBuffer: 1e8, env: { HOME: folder, PATH: process.env.PATH } };
    execFile(process.execPath, words, options, (failure, stdout) => {
      const { ids, error } = JSON.parse(/^RESULT (.*)$/m.exec(stdout)?.[1] ?? '{ "ids": [] }');
      if (failure !== null || error !== undefined) reject(new Error(error ?? failure?.message));
      else resolve(ids.map((execution_id: string) => ({ execution_id })));
    });
  });

const contenders: [name: string, report: ConformanceReport][] = [
  ["this client", await conformance(client, { credentials })],
  ["the plain loop on `fetch`", await conformance(plainLoop)],
  ["the plain loop on the vendor's core", await conformance(vendorCore, { credentials, timeLimit: 6000 })],
];
rmSync(folder, { recursive: true });

const count = (report: ConformanceReport, verdict: string) =>
  report.results.filter((result) => result.verdict === verdict).length;
const summary = contenders.map(([name, report]) => {
  const asWanted = report.results.filter(({ passed }) => passed).length;
  const silently = report.results.filter(({ verdict, passed }) => verdict === "lost" && !passed).length;
  return `| ${name} | ${asWanted} of ${report.results.length} | ${silently} | ${count(report, "repeated")} | ${count(report, "hung")} |`;
});
const lines = [
  "# Faults and moving lists",
  "",
  "Made by `npx --yes pnpm@12 bench conformance`: each way to read the list, against the scenarios of `@coc-executions/testkit/conformance`.",
  "",
  "| | as wanted | lost tickets in silence | gave some twice | hung |",
  "| --- | ---: | ---: | ---: | ---: |",
  ...summary,
  "",
  ...contenders.flatMap(([name, report]) => [`## ${name}`, "", "```text", report.text, "```", ""]),
];
writeFileSync(join(import.meta.dirname, "results", "conformance.md"), lines.join("\n"));
console.log(summary.join("\n"));
