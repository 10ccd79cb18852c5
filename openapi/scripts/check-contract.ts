// Holds the pending changesets to what the contract has changed since the last release; with --write it writes the one that is missing.
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Bump, type Change, isLess, largestBump } from "./bump.ts";
import { compareContracts } from "./compare-contracts.ts";
import { readChangesets, readPackageNames } from "./read-changesets.ts";

const PACKAGE = "@coc-executions/types";
const FILE = ".changeset/contract.md";

/** Everything that the check says, and whether it passes. `root` is the folder of the workspace. */
export async function checkContract(root: string, write: boolean): Promise<{ passes: boolean; lines: string[] }> {
  const changes = await compareContracts(
    join(root, "openapi/released/coc-executions.yaml"),
    join(root, "openapi/coc-executions.yaml"),
  );
  const changesets = await readChangesets(join(root, ".changeset"), await readPackageNames(root));
  const promises = changesets.flatMap(({ bumps }) => bumps[PACKAGE] ?? []);
  const needed = largestBump(changes.map(({ bump }) => bump));
  const lines = changes.map(({ bump, path, words }) => `${bump}: ${path} ${words}.`);
  if (needed === "patch") {
    return { passes: true, lines: [...lines, "Nothing in the contract asks for more than a patch."] };
  }
  if (promises.length > 0 && !isLess(largestBump(promises), needed)) {
    return { passes: true, lines: [...lines, `The changesets promise a ${largestBump(promises)} of ${PACKAGE}.`] };
  }
  const content = formatChangeset(needed, changes);
  if (write) {
    await writeFile(join(root, FILE), content);
    return { passes: true, lines: [...lines, `Wrote ${FILE}. Say in its words what users have to do.`] };
  }
  const promised = promises.length > 0 ? `only a ${largestBump(promises)}` : "nothing";
  return {
    passes: false,
    lines: [
      ...lines,
      `The contract asks for a ${needed} of ${PACKAGE}, and the changesets promise ${promised}.`,
      `Write ${FILE}, or let \`npx --yes pnpm@12 spec:check --write\` do it:\n\n${content}`,
    ],
  };
}

function formatChangeset(bump: Bump, changes: readonly Change[]): string {
  const told = changes.filter((change) => change.bump !== "patch");
  const list = told.map(({ path, words }) => `- \`${path}\` ${words}.`).join("\n");
  // Those who use only the client read its changelog, and get the same versions.
  const packages = [PACKAGE, "@coc-executions/client"].map((name) => `"${name}": ${bump}`).join("\n");
  return `---\n${packages}\n---\n\nThe contract of \`GET /v1/executions\` has changed:\n\n${list}\n`;
}

if (import.meta.main) {
  try {
    const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
    const { passes, lines } = await checkContract(resolve(import.meta.dirname, "../.."), values.write);
    console[passes ? "log" : "error"](lines.join("\n"));
    process.exitCode = passes ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
