// Draws the pictures of the README: runs the command as on a terminal and writes what it shows as SVG.
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { executions } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";
import { run } from "../src/run.ts";

const COLUMNS = 100;
const LINE = 18;
const COLUMN = 8.4;
const COLOURS: Readonly<Record<string, string>> = { 31: "#f85149", 32: "#3fb950", 33: "#d29922", 36: "#39c5cf" };
// What opens a style, and what ends it.
const STYLE = new RegExp(`${String.fromCharCode(27)}\\[(\\d+)m`, "g");

/** Runs a command line and gives what a terminal would show. */
async function show(words: readonly string[], env: Record<string, string> = {}): Promise<string> {
  let shown = "";
  const into = () =>
    new Writable({
      write(chunk, _, done) {
        shown += chunk;
        done();
      },
    });
  const terminal = { isTerminal: true, columns: COLUMNS, isErrorTerminal: true };
  const io = { stdout: into(), stderr: into(), ...terminal, env: { FORCE_COLOR: "1", ...env } };
  await run(words, { ...io, signal: new AbortController().signal });
  return shown;
}

function toSvg(command: string, shown: string): string {
  const lines = [`$ coc-executions ${command}`, ...shown.trimEnd().split("\n")];
  const height = lines.length * LINE + 24;
  const width = Math.round(COLUMNS * COLUMN + 24);
  const rows = lines.map((line, index) => `<text x="12" y="${24 + index * LINE}">${toSpans(line)}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>coc-executions ${escapeXml(command)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3" style="white-space: pre">`,
    ...rows,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function toSpans(line: string): string {
  const spans: string[] = [];
  let at = 0;
  let attributes = "";
  for (const match of line.matchAll(STYLE)) {
    spans.push(`<tspan${attributes}>${escapeXml(line.slice(at, match.index))}</tspan>`);
    const code = match[1] ?? "";
    if (code === "1") attributes = ' font-weight="bold"';
    else if (code === "2") attributes = ' fill="#8b949e"';
    else attributes = COLOURS[code] === undefined ? "" : ` fill="${COLOURS[code]}"`;
    at = match.index + match[0].length;
  }
  spans.push(`<tspan${attributes}>${escapeXml(line.slice(at))}</tspan>`);
  return spans.filter((span) => !span.includes("></tspan>")).join("");
}

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const draw = (name: string, command: string, shown: string) =>
  writeFile(new URL(`../pictures/${name}.svg`, import.meta.url), toSvg(command, shown));

/** Without the notes about the demo. */
const dataOnly = (shown: string) => shown.replace(/^Demo: [^\n]*\n\n/, "").replace(/\n\nNext:[\s\S]*$/, "");

const list = "list --demo --since 24h --max 12";
const listed = await show(list.split(" "));
await draw("list", list, dataOnly(listed));
const failed = /EX\d{20}/.exec(
  await show("list --demo --status failed --max 1 -o csv --fields execution_id".split(" ")),
);
const view = `view ${failed?.[0]} --demo`;
await draw("view", view, dataOnly(await show(view.split(" "))));

await draw("doctor", "doctor --demo", dataOnly(await show(["doctor", "--demo"])));
await draw(
  "stats",
  "stats --demo --by document_name",
  dataOnly(await show(["stats", "--demo", "--by", "document_name"])),
);

const credentials = { accessKeyId: "DEMO", secretAccessKey: "demo" };
const folder = await mkdtemp(join(tmpdir(), "pictures-"));
const server = await serveMockApi({ executions: executions(20_000), credentials, latency: 15 });
const file = join(folder, "tickets.csv");
const env = { HUAWEICLOUD_SDK_AK: "DEMO", HUAWEICLOUD_SDK_SK: "demo" };
const shown = await show(["export", "--base-url", server.url, "--out", file], env);
const drawn = shown.split("\r\u001b[K").filter((line) => line !== "");
const last = drawn.at(-1)?.replaceAll(`${folder}/`, "") ?? "";
await draw("progress", "export --site china --out tickets.csv", `${drawn[Math.floor(drawn.length / 2)]}\n${last}`);
await server.close();

// The report, by Chromium: at CHROME_PATH or by its name on Debian.
const page = join(folder, "report.html");
await show(["report", "--demo", "--steps", "--out", page]);
const picture = fileURLToPath(new URL("../pictures/report.png", import.meta.url));
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1200,1000"];
const waiting = ["--virtual-time-budget=3000", `--screenshot=${picture}`, pathToFileURL(page).href];
execFileSync(process.env.CHROME_PATH ?? "chromium", [...flags, ...waiting], { stdio: "ignore" });
await rm(folder, { recursive: true });
