import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Api } from "./read-api.ts";

/** An API as a page that a person can read and a diff shows well. */
export function formatReport(specifier: string, api: Api): string {
  const blocks = [...api].map(([name, text]) => `## ${name}\n\n\`\`\`ts\n${text}\n\`\`\`\n`);
  return [`# ${specifier}\n\nWritten by \`npx --yes pnpm@12 api:check --write\`.\n`, ...blocks].join("\n");
}

function parseReport(report: string): [specifier: string, api: Api] {
  const blocks = report.matchAll(/^## (.+)\n\n```ts\n([\s\S]*?)\n```$/gm);
  const specifier = /^# (.+)$/m.exec(report)?.[1] ?? "";
  return [specifier, new Map([...blocks].map(([, name = "", text = ""]) => [name, text]))];
}

/** The names of the reports in a folder; none where it is not there. */
export async function listReports(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(".md")).sort();
}

/** What the reports in a folder say, by the entry points that they are of. */
export async function readReports(folder: string): Promise<Map<string, Api>> {
  const names = await listReports(folder);
  return new Map(await Promise.all(names.map(async (name) => parseReport(await readFile(join(folder, name), "utf8")))));
}
