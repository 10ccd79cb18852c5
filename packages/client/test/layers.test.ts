import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

const src = join(import.meta.dirname, "..", "src");

/** Each layer imports those before it, and itself. A folder stands for all that is in it. */
const LAYERS = [
  ["errors.ts"],
  ["abort.ts", "paging"],
  ["clock.ts", "redact.ts"],
  ["options.ts", "events.ts"],
  ["endpoints.ts"],
  ["signing"],
  ["auth"],
  ["http"],
  ["client-options.ts"],
  ["transport.ts"],
  ["executions"],
  ["client.ts"],
  ["node"],
  ["index.ts", "node.ts", "opentelemetry"],
];

const layerOf = (file: string) => LAYERS.findIndex((names) => names.includes(file.split("/")[0] ?? ""));

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts") && !/\.test(-d)?\.ts$/.test(file));

/** The modules of this package that a file imports, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), "utf8");
  return Array.from(text.matchAll(/ from "(\.[^"]+)"/g), ([, path = ""]) =>
    relative(src, join(src, file, "..", path)).replaceAll("\\", "/"),
  );
}

test("every file has its layer", () => {
  expect(files.filter((file) => layerOf(file) === -1)).toEqual([]);
});

test.each(files)("%s imports its own layer and those below", (file) => {
  expect(importsOf(file).filter((imported) => layerOf(imported) > layerOf(file))).toEqual([]);
});

test("paging knows the errors, and nothing else of the client", () => {
  const imported = files.filter((file) => file.startsWith("paging/")).flatMap(importsOf);
  expect(new Set(imported.filter((file) => !file.startsWith("paging/")))).toEqual(new Set(["errors.ts"]));
});

test("no two folders of one layer import each other", () => {
  const siblings = files.filter((file) => file.includes("/"));
  for (const file of siblings) {
    const folder = file.split("/")[0] ?? "";
    const others = importsOf(file).filter((other) => layerOf(other) === layerOf(file) && !other.startsWith(folder));
    expect(others, file).toEqual([]);
  }
});
