// Holds the pending changesets to what the contract has changed since the last release; with --write it writes the one that is missing.
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isLess, largestBump } from "./bump.ts";
import { compareContracts } from "./compare-contracts.ts";
import { formatChangeset, nameChangeset } from "./format-changeset.ts";
import { readChangesets } from "./read-changesets.ts";

const PACKAGE = "@coc-executions/types";
// Those who use only the client read its changelog, and get the same versions.
const TOLD = [PACKAGE, "@coc-executions/client"];

export interface Verdict {
  readonly passes: boolean;
  /** Everything that the check says. */
  readonly lines: readonly string[];
  /** The changeset that was written, by its path from the root. */
  readonly written?: string;
}

/** Compares the contract with that of the last release. `root` is the folder of the workspace. */
export async function checkContract(root: string, write: boolean): Promise<Verdict> {
  const changes = await compareContracts(
    join(root, "openapi/released/coc-executions.yaml"),
    join(root, "openapi/coc-executions.yaml"),
  );
  const changesets = await readChangesets(root);
  const promises = changesets.flatMap(({ bumps }) => bumps[PACKAGE] ?? []);
  const needed = largestBump(changes.map(({ bump }) => bump));
  const lines = changes.map(({ bump, path, words }) => `${bump}: ${path} ${words}.`);
  if (needed === "patch") {
    return { passes: true, lines: [...lines, "Nothing in the contract asks for more than a patch."] };
  }
  if (promises.length > 0 && !isLess(largestBump(promises), needed)) {
    return { passes: true, lines: [...lines, `The changesets promise a ${largestBump(promises)} of ${PACKAGE}.`] };
  }
  const told = changes.filter(({ bump }) => bump !== "patch");
  const file = nameChangeset("contract", changesets);
  const content = formatChangeset(
    {
      packages: TOLD,
      bump: needed,
      title: "The contract has changed:",
      sentences: told.map(({ path, words }) => `\`${path}\` ${words}.`),
    },
    changesets.find((changeset) => changeset.file === file),
  );
  if (write) {
    await writeFile(join(root, file), content);
    return { passes: true, lines: [...lines, `Wrote ${file}. Say in its words what users have to do.`], written: file };
  }
  const promised = promises.length > 0 ? `only a ${largestBump(promises)}` : "nothing";
  return {
    passes: false,
    lines: [
      ...lines,
      `The contract asks for a ${needed} of ${PACKAGE}, and the changesets promise ${promised}.`,
      `Write ${file}, or let \`npx --yes pnpm@12 spec:check --write\` do it:\n\n${content}`,
    ],
  };
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
