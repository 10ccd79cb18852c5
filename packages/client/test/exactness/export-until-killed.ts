// A program that exports a list and dies at a moment that the test chooses, as if its power were cut.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createClient, token } from "../../src/index.ts";

const [baseUrl = "", folder = "", deduplicates = "", killAt = "", moment = ""] = process.argv.slice(2);
const tickets = join(folder, "tickets.txt");
const checkpoints = join(folder, "checkpoints.txt");

/** The lines that were written to their end. */
const wholeLines = (file: string) => (existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : []);
const die = () => process.kill(process.pid, "SIGKILL");

const had = new Set(deduplicates === "true" ? wholeLines(tickets) : []);
// A line that was cut off begins anew.
if (existsSync(checkpoints) && !readFileSync(checkpoints, "utf8").endsWith("\n")) appendFileSync(checkpoints, "\n");
const from = wholeLines(checkpoints)
  .filter((line) => line.endsWith("}"))
  .at(-1);
const client = createClient({ baseUrl, auth: token("kill-test") });
const list = client.executions.list({}, { pageSize: 20, from });

let written = 0;
for await (const { execution_id } of list) {
  const last = ++written === Number(killAt);
  if (!had.has(execution_id)) appendFileSync(tickets, `${execution_id}\n`);
  if (last && moment === "between") die();
  const line = `${JSON.stringify(list.checkpoint())}\n`;
  if (last && moment === "within") {
    appendFileSync(checkpoints, line.slice(0, line.length / 2));
    die();
  }
  appendFileSync(checkpoints, line);
  if (last) die();
}
