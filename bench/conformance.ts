// Judges six ways to read the list by the testkit's scenarios and histories. The vendor's own core is installed into a temporary
// folder; python3 has to be there.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConformanceReport, conformance } from "@coc-executions/testkit/conformance";
import { overlappingWindows, plainLoop } from "../packages/testkit/test/listers.ts";
import { patientLoop, python, thisClient, vendorCore } from "./conformance/readers.ts";

const credentials = { accessKeyId: "AccessKey", secretAccessKey: "SecretKey" };
const inProcess = { timeLimit: 10_000 };
const asCommand = { timeLimit: 6000, concurrency: 2 };

const folder = mkdtempSync(join(tmpdir(), "vendor-core-"));
writeFileSync(join(folder, "package.json"), "{}");
const core = ["@huaweicloud/huaweicloud-sdk-core@3.1.211", "uuid@9"]; // it needs uuid without saying so
execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...core], {
  cwd: folder,
  stdio: "ignore",
});

const readers: [name: string, report: ConformanceReport][] = [
  ["this client", await conformance(thisClient, { ...inProcess, credentials })],
  ["windows that overlap, asked again", await conformance(overlappingWindows, inProcess)],
  ["the loop, which counts, drops what it has and asks again", await conformance(patientLoop, inProcess)],
  ["the loop on `fetch`", await conformance(plainLoop, inProcess)],
  ["the loop on the vendor's core", await conformance(vendorCore(folder), { ...asCommand, credentials })],
  ["the loop on Python's `urllib`", await conformance(python, asCommand)],
];
rmSync(folder, { recursive: true });
const long = await conformance(thisClient, { ...inProcess, credentials, only: [], histories: 4000, seed: 1000 });

const count = ({ results }: ConformanceReport, verdict: string) =>
  results.filter((result) => result.verdict === verdict).length;
const summary = readers.map(([name, report]) => {
  const tried = report.results.length - count(report, "not tried");
  const asWanted = report.results.filter(({ passed, verdict }) => passed && verdict !== "not tried").length;
  const inSilence = report.results.filter(({ verdict, passed }) => verdict === "lost" && !passed).length;
  return `| ${name} | ${asWanted} of ${tried} | ${inSilence} | ${count(report, "repeated")} | ${count(report, "hung")} |`;
});
const cell = ({ passed, verdict }: ConformanceReport["results"][number]) => (passed ? verdict : `**${verdict}**`);
const [first] = readers;
const rows = first?.[1].results.map(({ name }, index) => {
  const cells = readers.map(([, report]) => report.results[index]).map((result) => (result ? cell(result) : ""));
  return `| ${name} | ${cells.join(" | ")} |`;
});
const given = long.results.filter(({ passed }) => !passed);
const lines = [
  "# Faults and moving lists",
  "",
  "Made by `npx --yes pnpm@12 bench conformance`: each way to read the list, against the scenarios and 30 random histories of",
  "`@coc-executions/testkit/conformance`. Bold is not as wanted.",
  "",
  "| | as wanted | lost tickets in silence | gave some twice | hung |",
  "| --- | ---: | ---: | ---: | ---: |",
  ...summary,
  "",
  `Of ${long.results.length.toLocaleString("en")} further histories (seeds 1000 to 4999) this client lost tickets in silence in ${count(long, "lost")}, gave some twice in ${count(long, "repeated")} and`,
  `gave up with an error in ${count(long, "error")}: ${given.map(({ name }) => name).join(", ")}.`,
  "",
  `| | ${readers.map(([name]) => name).join(" | ")} |`,
  `| --- |${" --- |".repeat(readers.length)}`,
  ...(rows ?? []),
  "",
  ...readers.flatMap(([name, { text }]) => [`## ${name}`, "", "```text", text, "```", ""]),
];
writeFileSync(join(import.meta.dirname, "results", "conformance.md"), lines.join("\n"));
console.log(summary.join("\n"));
