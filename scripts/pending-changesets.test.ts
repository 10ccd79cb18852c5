import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readPending, readPrereleaseMode, refuseLoss } from "./pending-changesets.ts";

let root = "";

// A workspace where a prerelease has taken one changeset, and another has come since.
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "pending-changesets-"));
  await mkdir(join(root, ".changeset/pre"), { recursive: true });
  await mkdir(join(root, "packages/box"), { recursive: true });
  await writeFile(join(root, "packages/box/package.json"), '{ "name": "box" }');
  await addChangeset("pre/taken.md");
  await addChangeset("fresh.md");
});

afterEach(() => rm(root, { recursive: true }));

const addChangeset = (name: string) => writeFile(join(root, ".changeset", name), '---\n"box": minor\n---\n\nWords.\n');
const listPending = async (mode: "pre" | "exit" | undefined) => (await readPending(root, mode)).map(({ file }) => file);

test("while prereleases are made, what one has taken is not pending", async () => {
  expect(await listPending("pre")).toEqual([".changeset/fresh.md"]);
});

test("when prereleases end, the next release has to tell all that they have taken", async () => {
  expect(await listPending("exit")).toEqual([".changeset/fresh.md", ".changeset/pre/taken.md"]);
});

test("the mode is what changesets has noted", async () => {
  expect(await readPrereleaseMode(root)).toBeUndefined();
  await writeFile(join(root, ".changeset/pre.json"), '{ "mode": "exit", "tag": "next" }');
  expect(await readPrereleaseMode(root)).toBe("exit");
});

test("a changeset that would overwrite one that a prerelease has taken is refused", async () => {
  expect(() => refuseLoss(root, [])).not.toThrow();
  await addChangeset("taken.md");
  const pending = await readPending(root, "pre");
  expect(() => refuseLoss(root, pending)).toThrow(
    ".changeset/taken.md would overwrite .changeset/pre/taken.md, which the next release has yet to tell. Rename it.",
  );
});
