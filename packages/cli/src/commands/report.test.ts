import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { executions, stories } from "@coc-executions/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "../../test/run-command.ts";
import { env, serve } from "../../test/serve.ts";

// What the page does in a browser is tested in Chromium, in e2e.

let folder = "";
let out = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "report-"));
  out = join(folder, "report.html");
});
afterEach(() => rm(folder, { recursive: true }));

/** What is embedded in the page. */
async function dataOf(file: string) {
  const [, text = ""] = /id="data">([^<]*)</.exec(await readFile(file, "utf8")) ?? [];
  return JSON.parse(gunzipSync(Buffer.from(text, "base64")).toString());
}

test("a page of every ticket, with the filter, the site and the receipt on it", async () => {
  const server = await serve(executions(250));
  const words = [
    "report",
    "--base-url",
    server.url,
    "--since",
    "2025-01-01",
    "--status",
    "failed,timeout",
    "--out",
    out,
  ];
  const { code, stdout, stderr } = await runCommand(words, { env });
  expect([code, stdout]).toEqual([0, ""]);
  const failed = executions(250).filter(({ status }) => status === "Failed" || status === "Timeout");
  expect(stderr).toMatch(new RegExp(`^${failed.length} tickets in .*report\\.html, 0\\.\\d MB\\.$`, "m"));
  const page = await readFile(out, "utf8");
  expect(page).toContain(`${server.url.replaceAll("'", "&#39;")} · since 2025-01-01, status failed,timeout · made at `);
  expect(page).toContain("The list is whole: 250 tickets read by ");
  const { rows } = await dataOf(out);
  expect(rows.map(({ id }: { id: string }) => id)).toEqual(failed.map(({ execution_id }) => execution_id));
});

test("--steps tells what failed", async () => {
  const server = await serve(stories.instancesFailed.executions, stories.instancesFailed);
  await runCommand(["report", "--base-url", server.url, "--steps", "--out", out], { env });
  const { failures } = await dataOf(out);
  expect(Object.values(failures)).toEqual([
    [
      "step run-script: Failed. 2 of 40 instances failed.",
      "  192.168.0.13: The script ended with exit code 1.",
      "  192.168.0.29: The script ended with exit code 1.",
    ],
  ]);
  expect(await readFile(out, "utf8")).toContain("2 of 40 instances failed.");
});

test("an export is read once and used often", async () => {
  const file = join(folder, "all.ndjson");
  await writeFile(
    file,
    executions(20)
      .map((ticket) => `${JSON.stringify(ticket)}\n`)
      .join(""),
  );
  expect((await runCommand(["report", "--in", file, "--out", out])).code).toBe(0);
  expect((await dataOf(out)).rows).toHaveLength(20);
  const refused = await runCommand(["report", "--in", file, "--out", out]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("is there. Use --force");
  expect((await runCommand(["report", "--in", file, "--out", out, "--steps", "--force"])).code).toBe(2);
});

test("the policy names the script and the style by their hashes, and nothing else may run", async () => {
  const file = join(folder, "none.ndjson");
  await writeFile(file, "");
  await runCommand(["report", "--in", file, "--out", out]);
  const page = await readFile(out, "utf8");
  const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  expect(policy).toMatch(
    /^default-src &#39;none&#39;; script-src &#39;sha256-[\w+/=]{44}&#39;; style-src &#39;sha256-[\w+/=]{44}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;$/,
  );
  expect(page).not.toMatch(/\b(src|href)="|style="/);
});
