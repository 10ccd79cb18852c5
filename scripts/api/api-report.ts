import type { Api } from "./read-api.ts";

/** An API as a page that a person can read and a diff shows well. */
export function formatReport(title: string, api: Api): string {
  const blocks = [...api].map(([name, text]) => `## ${name}\n\n\`\`\`ts\n${text}\n\`\`\`\n`);
  return [`# ${title}\n\nWritten by \`npx --yes pnpm@12 api:check --write\`.\n`, ...blocks].join("\n");
}

export function parseReport(report: string): Api {
  const blocks = report.matchAll(/^## (.+)\n\n```ts\n([\s\S]*?)\n```$/gm);
  return new Map([...blocks].map(([, name = "", text = ""]) => [name, text]));
}
