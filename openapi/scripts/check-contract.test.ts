import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contractText } from "../contract.ts";
import { checkContract } from "./check-contract.ts";

let root = "";
const contract = () => join(root, "openapi/coc-executions.yaml");

// A workspace of the files that the check reads, with a contract that has lost a known value.
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "check-contract-"));
  await mkdir(join(root, "openapi/released"), { recursive: true });
  await mkdir(join(root, ".changeset"));
  for (const name of ["types", "client"]) {
    await mkdir(join(root, "packages", name), { recursive: true });
    await writeFile(join(root, "packages", name, "package.json"), `{ "name": "@coc-executions/${name}" }`);
  }
  await writeFile(join(root, ".changeset/README.md"), "# Changesets\n");
  await writeFile(join(root, "openapi/released/coc-executions.yaml"), contractText);
  await writeFile(contract(), contractText.replace("RATE_CONTROL, ", ""));
});

afterEach(() => rm(root, { recursive: true }));

const addChangeset = (bump: string, name = "@coc-executions/types") =>
  writeFile(join(root, ".changeset/some.md"), `---\n"${name}": ${bump}\n---\n\nWords.\n`);

const LOSS = 'major: KnownExecutionType has lost a known value, "RATE_CONTROL".';
const FILE = `---
"@coc-executions/types": major
"@coc-executions/client": major
---

The contract has changed:

- \`KnownExecutionType\` has lost a known value, "RATE_CONTROL".
`;

test("a contract that only says things in other words needs no changeset", async () => {
  await writeFile(contract(), contractText.replace("The name of the job.", "What the job is called."));
  expect(await checkContract(root, false)).toMatchObject({ passes: true });
});

test("without a changeset the check fails and shows the file that is missing", async () => {
  const { passes, lines } = await checkContract(root, false);
  expect(passes).toBe(false);
  expect(lines.join("\n")).toBe(`${LOSS}
The contract asks for a major of @coc-executions/types, and the changesets promise nothing.
Write .changeset/contract.md, or let \`npx --yes pnpm@12 spec:check --write\` do it:

${FILE}`);
});

test("a changeset that promises less fails", async () => {
  await addChangeset("minor");
  const { passes, lines } = await checkContract(root, false);
  expect(passes).toBe(false);
  expect(lines).toContain(
    "The contract asks for a major of @coc-executions/types, and the changesets promise only a minor.",
  );
});

test("a changeset for another package promises nothing for the types", async () => {
  await addChangeset("major", "@coc-executions/client");
  expect(await checkContract(root, false)).toMatchObject({ passes: false });
});

test("a changeset that promises enough passes", async () => {
  await addChangeset("major");
  expect(await checkContract(root, false)).toMatchObject({ passes: true });
});

test("--write writes the changeset, and then the check passes", async () => {
  expect(await checkContract(root, true)).toMatchObject({ passes: true });
  expect(await readFile(join(root, ".changeset/contract.md"), "utf8")).toBe(FILE);
  expect(await checkContract(root, false)).toMatchObject({ passes: true });
});

test("--write leaves the words that an author has given the changeset, and adds what is missing", async () => {
  await writeFile(
    join(root, ".changeset/contract.md"),
    '---\n"@coc-executions/types": minor\n---\n\nTickets have a colour.\n',
  );
  await checkContract(root, true);
  expect(await readFile(join(root, ".changeset/contract.md"), "utf8")).toBe(`---
"@coc-executions/types": major
"@coc-executions/client": major
---

Tickets have a colour.

- \`KnownExecutionType\` has lost a known value, "RATE_CONTROL".
`);
});

test("what a prerelease has taken is promised to the next release, and its file is not written over", async () => {
  await mkdir(join(root, ".changeset/pre"));
  await writeFile(join(root, ".changeset/pre/contract.md"), FILE.replaceAll("major", "minor"));
  const { lines } = await checkContract(root, false);
  expect(lines).toContain(
    "The contract asks for a major of @coc-executions/types, and the changesets promise only a minor.",
  );
  expect(await checkContract(root, true)).toMatchObject({ passes: true, written: ".changeset/contract-2.md" });

  await rm(join(root, ".changeset/contract-2.md"));
  await writeFile(join(root, ".changeset/pre/contract.md"), FILE);
  expect(await checkContract(root, false)).toMatchObject({ passes: true });
});

test("a changeset that releases nothing promises nothing", async () => {
  await addChangeset("none");
  const { passes, lines } = await checkContract(root, false);
  expect(passes).toBe(false);
  expect(lines).toContain(
    "The contract asks for a major of @coc-executions/types, and the changesets promise nothing.",
  );
});

const faults: [given: string, spoil: () => Promise<unknown>, want: RegExp][] = [
  ["a contract that is not YAML", () => writeFile(contract(), "openapi: ]"), /coc-executions\.yaml is not YAML: /],
  ["a contract that is none", () => writeFile(contract(), "a: 1"), /is not an OpenAPI contract: it has no "openapi"/],
  [
    "a contract that does not hold together",
    () => spoilReference(),
    /^oasdiff could not compare the contracts: .*KnownThing/,
  ],
  ["no released contract", () => rm(join(root, "openapi/released/coc-executions.yaml")), /released.* cannot be read/],
  [
    "a changeset for an unknown package",
    () => addChangeset("minor", "@coc-executions/typo"),
    /^\.changeset\/some\.md names the package "@coc-executions\/typo", which is not one of /,
  ],
  ["a changeset with another bump", () => addChangeset("huge"), /^\.changeset\/some\.md asks for "huge"/],
  ["an empty contract", () => writeFile(contract(), ""), /is not an OpenAPI contract: it has no "openapi"/],
  ["no contract", () => rm(contract()), /coc-executions\.yaml cannot be read/],
  [
    "a changeset whose packages are no YAML",
    () => writeFile(join(root, ".changeset/some.md"), "---\na: [\n---\n\nWords.\n"),
    /^\.changeset\/some\.md names its packages in no YAML: /,
  ],
  [
    "a changeset whose packages are no map",
    () => writeFile(join(root, ".changeset/some.md"), "---\nminor\n---\n\nWords.\n"),
    /^\.changeset\/some\.md names no packages and bumps .*"minor"/,
  ],
  [
    "a changeset without packages",
    () => writeFile(join(root, ".changeset/some.md"), "Words.\n"),
    /^\.changeset\/some\.md does not begin with/,
  ],
];

const spoilReference = () =>
  writeFile(contract(), contractText.replaceAll("schemas/KnownExecutionType", "schemas/KnownThing"));

test.each(faults)("%s is told in a sentence", async (_given, spoil, want) => {
  await spoil();
  await expect(checkContract(root, false)).rejects.toThrow(want);
});
