import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkApi, releaseApi } from "./check-api.ts";

let root = "";
const write = async (file: string, text: string) => {
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), text);
};

const SOURCE = `/** Words. */
export interface Options { readonly size?: number }
export function make(options: Options): Inner { return { size: options.size ?? 1 }; }
export class Box { #size = 1; private readonly name: string = ""; open(): number { return this.#size + this.name.length; } }
interface Inner { readonly size: number }
interface Unseen { readonly size: number }
export const EMPTY: Inner = ((): Unseen => ({ size: 0 }))();
`;

// A package with one entry point, released as it is.
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "check-api-"));
  await symlink(join(import.meta.dirname, "../node_modules"), join(root, "node_modules"), "junction");
  await mkdir(join(root, ".changeset"));
  const exports = { ".": { "@coc-executions/source": "./src/index.ts" }, "./package.json": "./package.json" };
  await write("packages/box/package.json", JSON.stringify({ name: "box", type: "module", exports }));
  await write("packages/box/src/index.ts", SOURCE);
  await checkApi(root, true);
  await releaseApi(root);
});

const checkedReport = () => readFile(join(root, "packages/box/api/index.md"), "utf8");

afterEach(() => rm(root, { recursive: true }));

test("a report says what users can use: no bodies, no private members, what an export needs beside it", async () => {
  expect(await readFile(join(root, "packages/box/api/index.md"), "utf8")).toBe(`# box

Written by \`npx --yes pnpm@12 api:check --write\`.

## Box

\`\`\`ts
class Box {
    #private;
    private readonly name;
    open(): number;
}
\`\`\`

## EMPTY

\`\`\`ts
const EMPTY: Inner;
\`\`\`

## Inner (not exported)

\`\`\`ts
interface Inner {
    readonly size: number;
}
\`\`\`

## Options

\`\`\`ts
interface Options {
    readonly size?: number;
}
\`\`\`

## make

\`\`\`ts
function make(options: Options): Inner;
\`\`\`
`);
});

// What is changed, into what, and what is told of it once the report is fresh.
const table: [given: string, from: string, to: string, want: string[]][] = [
  ["words", "Words.", "Other words.", []],
  ["a body", "size ?? 1", "size ?? 2", []],
  ["an addition", "/** Words. */", "export type More = string;", ["minor: `More` of `box` is new."]],
  ["a removal", "export class Box", "class Box", ["major: `Box` of `box` is gone."]],
  [
    "a new optional",
    "readonly size?: number",
    "readonly size?: number; readonly name?: string",
    ["minor: `Options` of `box` is declared otherwise."],
  ],
  ["a new method", "open():", "close(): void {} open():", ["minor: `Box` of `box` is declared otherwise."]],
  [
    "another type",
    "readonly size?: number",
    "readonly size?: string | number",
    ["major: `Options` of `box` is declared otherwise."],
  ],
  [
    "another type behind an export",
    "Inner { readonly size: number }",
    "Inner { readonly size: number | string }",
    ["major: `Inner (not exported)` of `box` is declared otherwise."],
  ],
];

test.each(table)("%s is told with the bump that it asks for", async (_given, from, to, want) => {
  expect(SOURCE).toContain(from);
  await write("packages/box/src/index.ts", SOURCE.replace(from, to));
  const { lines } = await checkApi(root, true);
  expect(lines.filter((line) => /^(major|minor|patch): /.test(line))).toEqual(want);
});

const sealed: [given: string, before: string, after: string, want: string[]][] = [
  [
    "a member more",
    "/** @sealed */ export interface Lid {\n  a(): void }",
    "/** @sealed */ export interface Lid {\n  a(): void\n  b(): void }",
    ["minor: `Lid` of `box` is declared otherwise."],
  ],
  [
    "a member less",
    "/** @sealed */ export interface Lid {\n  a(): void\n  b(): void }",
    "/** @sealed */ export interface Lid {\n  a(): void }",
    ["major: `Lid` of `box` is declared otherwise."],
  ],
  [
    "one that is sealed no more",
    "/** @sealed */ export interface Lid {\n  a(): void }",
    "export interface Lid {\n  a(): void }",
    ["minor: `Lid` of `box` is declared otherwise."],
  ],
  [
    "one that is sealed now",
    "export interface Lid {\n  a(): void }",
    "/** @sealed */ export interface Lid {\n  a(): void }",
    ["major: `Lid` of `box` is declared otherwise."],
  ],
  [
    "a member more of what users make",
    "export interface Lid {\n  a(): void }",
    "export interface Lid {\n  a(): void\n  b(): void }",
    ["major: `Lid` of `box` is declared otherwise."],
  ],
];

test.each(sealed)("of an interface that users only receive: %s", async (_given, before, after, want) => {
  await write("packages/box/src/index.ts", `${SOURCE}\n${before}\n`);
  await checkApi(root, true);
  await releaseApi(root);
  await rm(join(root, ".changeset/box-api.md"), { force: true });
  await write("packages/box/src/index.ts", `${SOURCE}\n${after}\n`);
  const { lines } = await checkApi(root, true);
  expect(lines.filter((line) => /^(major|minor|patch): /.test(line))).toEqual(want);
});

test("without a changeset the check fails and shows the file that is missing; --write writes it", async () => {
  await write("packages/box/src/index.ts", SOURCE.replace("export class Box", "class Box"));
  await write("packages/box/api/index.md", (await checkedReport()).replace(/## Box\n[\s\S]*?(?=## EMPTY)/, ""));
  const text = '---\n"box": major\n---\n\nWhat it exports has changed:\n\n- `Box` of `box` is gone.\n';
  expect(await checkApi(root, false)).toEqual({
    passes: false,
    lines: [
      "major: `Box` of `box` is gone.",
      "box needs a changeset with a major; the changesets promise nothing.",
      `Write .changeset/box-api.md, or let \`npx --yes pnpm@12 api:check --write\` do it:\n\n${text}`,
    ],
  });
  expect(await checkApi(root, true)).toMatchObject({ passes: true });
  expect(await readFile(join(root, ".changeset/box-api.md"), "utf8")).toBe(text);
  expect(await checkApi(root, false)).toMatchObject({ passes: true });
});

test("a changeset for another package promises nothing", async () => {
  await write("packages/lid/package.json", JSON.stringify({ name: "lid" }));
  await write(".changeset/lid.md", '---\n"lid": major\n---\n\nWords.\n');
  await write("packages/box/src/index.ts", `${SOURCE}export type More = string;\n`);
  const { passes, lines } = await checkApi(root, false);
  expect(passes).toBe(false);
  expect(lines).toContain("box needs a changeset with a minor; the changesets promise nothing.");
});

test("an entry point that comes is a minor, one that goes a major, and its report goes with it", async () => {
  const entry = (name: string) => ({ "@coc-executions/source": `./src/${name}.ts` });
  const manifest = (exports: object) => JSON.stringify({ name: "box", type: "module", exports });
  await write("packages/box/src/lid.ts", "export type Lid = string;\n");
  await write("packages/box/package.json", manifest({ ".": entry("index"), "./lid": entry("lid") }));
  expect((await checkApi(root, true)).lines).toContain("minor: `box/lid` is a new entry point.");

  await releaseApi(root);
  await rm(join(root, ".changeset/box-api.md"));
  await write("packages/box/package.json", manifest({ ".": entry("index") }));
  const { lines } = await checkApi(root, false);
  expect(lines).toContain("packages/box/api/lid.md is of no entry point. Run: npx --yes pnpm@12 api:check --write");
  expect(lines).toContain("major: `box/lid` is no entry point any more.");
  await checkApi(root, true);
  expect(await readdir(join(root, "packages/box/api"))).toEqual(["index.md", "package.md", "released"]);
});

test("a file, a command or a Node that goes is a major, and what comes beside them a minor", async () => {
  const manifest = (offers: object) => {
    const exports = { ".": { "@coc-executions/source": "./src/index.ts" }, "./package.json": "./package.json" };
    return write("packages/box/package.json", JSON.stringify({ name: "box", type: "module", exports, ...offers }));
  };
  await manifest({ bin: { lid: "./lid.js", key: "./key.js" }, engines: { node: ">=20" } });
  await checkApi(root, true);
  await releaseApi(root);
  await manifest({ bin: { lid: "./lid.js", lock: "./lock.js" }, engines: { node: ">=22" }, exports: {} });
  const { lines } = await checkApi(root, false);
  expect(lines.filter((line) => /^(major|minor): .*package\.json/.test(line))).toEqual([
    "major: `./package.json` of `box/package.json` is gone.",
    "major: `Node` of `box/package.json` is declared otherwise.",
    "major: `key` of `box/package.json` is gone.",
    "minor: `lock` of `box/package.json` is new.",
  ]);
});

test("a stale report fails, and is written on request", async () => {
  await write("packages/box/src/index.ts", `${SOURCE}export type More = string;\n`);
  await write(".changeset/more.md", '---\n"box": minor\n---\n\nMore.\n');
  expect(await checkApi(root, false)).toEqual({
    passes: false,
    lines: [
      "packages/box/api/index.md is not what box exports. Run: npx --yes pnpm@12 api:check --write",
      "minor: `More` of `box` is new.",
    ],
  });
  await checkApi(root, true);
  expect(await checkApi(root, false)).toMatchObject({ passes: true });
});

test("a major has to be promised, unless the words of a changeset vouch for the declaration", async () => {
  await write("packages/box/src/index.ts", SOURCE.replace("size?: number", "size?: number | undefined"));
  await write(".changeset/options.md", '---\n"box": minor\n---\n\nWords.\n');
  await write(
    "packages/box/api/index.md",
    (await checkedReport()).replace("size?: number", "size?: number | undefined"),
  );
  const { passes, lines } = await checkApi(root, false);
  expect(passes).toBe(false);
  expect(lines).toContain("box needs a changeset with a major; the changesets promise only a minor.");
  expect(lines).toContainEqual(expect.stringMatching(/may promise less and say so: Compatible: `name`/));

  await write(".changeset/options.md", '---\n"box": minor\n---\n\nWords. Compatible: `Options`.\n');
  expect(await checkApi(root, false)).toMatchObject({ passes: true });
});

test("what was never released is held to nothing", async () => {
  await rm(join(root, "packages/box/api/released"), { recursive: true });
  await write("packages/box/src/index.ts", "export type Other = string;\n");
  expect(await checkApi(root, true)).toMatchObject({ passes: true });
});
