import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from "vitest";
import { createRegistry, type Registry } from "../src/registry.ts";
import { copyRepository, type Repository } from "../src/repository.ts";
import { run, runWell } from "../src/run.ts";
import { withoutExports, withoutOperations } from "../src/without-operations.ts";

// One release after another from a copy of this repository, to a registry on this machine, and a consumer who takes each. The tests
// build on each other, in this order.

const NAMES = ["types", "client", "testkit", "cli"] as const;
const CONTRACT = "openapi/coc-executions.yaml";
const RELEASED = ["openapi/released", ":(glob)packages/*/api/released/**"];

// The newest major that a consumer is kept of, and the releases that are rehearsed of it, whatever this checkout's own version is.
const MAJOR = Math.max(
  ...(await readdir(join(import.meta.dirname, "../consumers"))).map(Number).filter(Number.isInteger),
);
const FIRST = `${MAJOR}.0.0`;
const MINOR = `${MAJOR}.1.0`;
const NEXT = `${MAJOR + 1}.0.0`;
const ofEach = (version: string | undefined) => NAMES.map(() => version);

let folder = "";
let registry: Registry;
let repository: Repository;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "coc-executions-e2e-"));
  const server = await copyProject("registry");
  await runWell("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: server });
  registry = await createRegistry(server);
  repository = await copyRepository(registry.npmrc, FIRST);
});

let hasFailed = false;
beforeEach(() => {
  if (hasFailed) throw new Error("A test before this one failed, and this one builds on it.");
  onTestFailed(() => {
    hasFailed = true;
  });
});

afterAll(async () => {
  await registry.stop();
  await repository.remove();
  await rm(folder, { recursive: true });
});

async function copyProject(name: string, as: string = name): Promise<string> {
  const copy = join(folder, as);
  await cp(join(import.meta.dirname, "../consumers", name), copy, { recursive: true });
  if (name !== "registry") await writeFile(join(copy, ".npmrc"), registry.npmrc);
  return copy;
}

interface Manifest {
  readonly version: string;
  readonly scripts?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly dist: { readonly tarball: string };
}

interface Packument {
  readonly "dist-tags": Record<string, string>;
  readonly versions: Record<string, Manifest>;
  readonly time: Record<string, string>;
}

async function readPackument(name: string): Promise<Packument | undefined> {
  const response = await fetch(`${registry.url}/@coc-executions/${name}`);
  const packument: Packument = JSON.parse(await response.text());
  return response.ok ? packument : undefined;
}

async function readManifest(name: string, version: string): Promise<Manifest> {
  const manifest = (await readPackument(name))?.versions[version];
  if (manifest === undefined) throw new Error(`${name}@${version} was not published.`);
  return manifest;
}

const tagged = (tag: string) => Promise.all(NAMES.map(async (name) => (await readPackument(name))?.["dist-tags"][tag]));
const latest = () => tagged("latest");
const tags = async () => (await repository.git("tag")).trim().split("\n");

test("a release refuses a tree with changes, and one that does not say what it promises", async () => {
  await writeFile(join(repository.folder, "left-over.txt"), "");
  const dirty = await repository.pnpm("release");
  expect(dirty.stderr).toContain("Commit or drop these changes first");
  expect(dirty.stderr).toContain("?? left-over.txt");
  expect(dirty.code).toBe(1);
  await rm(join(repository.folder, "left-over.txt"));

  const { stderr, code } = await repository.pnpm("release");
  expect(stderr).toMatch(/api\/released\/.* is missing, .* Run `npx --yes pnpm@12 release version` and commit/);
  expect(code).toBe(1);
});

test("a release that the registry refuses halfway is ended by the next run, and each package comes after what it needs", async () => {
  await repository.pnpmWell("api:check", "--write");
  await repository.commit();
  await repository.pnpmWell("release", "version");
  await repository.commit();
  await registry.start(["testkit"]);
  const refused = await repository.pnpm("release");
  expect(refused.code).not.toBe(0);
  expect((await latest()).slice(0, 3)).toEqual([FIRST, FIRST, undefined]);

  await registry.stop();
  await registry.start();
  await repository.pnpmWell("release");
  expect(await latest()).toEqual(ofEach(FIRST));
  expect(await tags()).toEqual([...NAMES].sort().map((name) => `@coc-executions/${name}@${FIRST}`));
  const times = await Promise.all(NAMES.map(async (name) => (await readPackument(name))?.time[FIRST] ?? ""));
  expect(times).toEqual([...times].sort());

  expect(await repository.pnpmWell("release")).toContain("No unpublished projects");
});

test.each(NAMES)("the tarball of %s holds what the list says", async (name) => {
  const { dist } = await readManifest(name, FIRST);
  const tarball = Buffer.from(await (await fetch(dist.tarball)).arrayBuffer());
  await writeFile(join(folder, "package.tgz"), tarball);
  const entries = await runWell("tar", ["-tzf", "package.tgz"], { cwd: folder });
  const files = entries
    .trim()
    .split("\n")
    .map((file) => file.replace(/^package\//, ""));
  const sources = files.filter((file) => /^src\/.*\.ts$/.test(file) && !file.endsWith(".d.ts"));
  const built = sources.flatMap((file) => {
    const output = file.replace(/^src/, "dist").replace(/\.ts$/, "");
    return [".d.ts", ".d.ts.map", ".js", ".js.map"].map((ending) => output + ending);
  });
  // Each source has its declaration. Listed is what does not follow from the sources.
  expect(files).toEqual(expect.arrayContaining(built.filter((file) => /\.d\.ts(\.map)?$/.test(file))));
  const others = files.filter((file) => !sources.includes(file) && !built.includes(file));
  const listed = others.map((file) => file.replace(/chunk-\w+/, "chunk-HASH"));
  await expect(`${listed.sort().join("\n")}\n`).toMatchFileSnapshot(`tarballs/${name}.txt`);
});

test("nothing runs at an install, and at run time each package needs only these", async () => {
  const manifests = await Promise.all(NAMES.map((name) => readManifest(name, FIRST)));
  for (const { scripts = {} } of manifests) {
    expect(Object.keys(scripts)).not.toContainEqual(expect.stringMatching(/install$|^prepare$/));
  }
  expect(manifests.map(({ dependencies = {} }) => dependencies)).toEqual([
    {},
    { "@coc-executions/types": `^${FIRST}`, "@noble/hashes": expect.any(String), "openapi-fetch": expect.any(String) },
    { "@coc-executions/types": `^${FIRST}` },
    {
      "@bomb.sh/tab": expect.any(String),
      "@coc-executions/client": `^${FIRST}`,
      "@coc-executions/testkit": `^${FIRST}`,
      "@coc-executions/types": `^${FIRST}`,
      "@jmespath-community/jmespath": expect.any(String),
      commander: expect.any(String),
      "csv-parse": expect.any(String),
      "csv-stringify": expect.any(String),
      "fastest-levenshtein": expect.any(String),
      "string-width": expect.any(String),
      undici: expect.any(String),
    },
  ]);
});

test("the reads of one ticket, added to what had only the list, are a minor of all packages", async () => {
  const { folder: root } = repository;
  const before = (await repository.git("rev-parse", "HEAD")).trim();
  const edit = async (file: string, change: (text: string) => string) =>
    writeFile(join(root, file), change(await readFile(join(root, file), "utf8")));
  const reads = ["getExecution", "listExecutionSteps", "listExecutionInstances"];
  await edit("openapi/released/coc-executions.yaml", (text) => withoutOperations(text, reads));
  const types = ["ExecutionStep", "ExecutionStepStatus", "ExecutionInstance", "ExecutionInstanceStatus"];
  await edit("packages/types/api/released/index.md", (text) => withoutExports(text, types));
  const members = /^ +(get|steps|instances)\(/;
  const functions = ["getExecution", "listSteps", "listInstances"];
  await edit("packages/client/api/released/index.md", (text) =>
    withoutExports(text, [...types, ...functions], members),
  );
  await repository.commit();

  await repository.pnpmWell("spec:check", "--write");
  const api = await repository.pnpmWell("api:check", "--write");
  expect(api).toContain("minor: `CocClient` of `@coc-executions/client` is declared otherwise.");
  expect(api).not.toContain("major");
  const told = await readFile(join(root, ".changeset/contract.md"), "utf8");
  expect(told).toContain("- `GET /v1/executions/{execution_id}` (`getExecution`) is a new operation: Query one job");
  expect(told).toContain("- `GET /v1/executions/instances` (`listExecutionInstances`) is a new operation: ");
  expect(told).not.toContain("components");
  await repository.commit();
  await repository.pnpmWell("release", "version");
  for (const name of NAMES)
    expect(await readFile(join(root, "packages", name, "package.json"), "utf8")).toContain(`"version": "${MINOR}"`);
  expect(await readFile(join(root, CONTRACT), "utf8")).toContain(`\n  version: ${MINOR}\n`);
  await repository.git("reset", "--hard", "--quiet", before);
  await repository.git("clean", "--force", "-d", "--quiet", ".changeset", "packages");
});

// npm's own store and cache would remember this registry's packages under a port that another run may get.
const installers: [tool: string, command: string, words: string[]][] = [
  ["npm", "npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"]],
  ["pnpm", "pnpm", ["install", "--no-frozen-lockfile"]],
  ["yarn", "npx", ["--yes", "yarn@1.22.22", "install", "--no-lockfile", "--non-interactive"]],
];

test.each(installers)("a consumer who installs with %s compiles and runs", async (tool, command, words) => {
  const cwd = await copyProject(`${MAJOR}`, `taken-${tool}`);
  await runWell(command, words, { cwd, env: { CI: "" } });
  await compile(cwd);
  expect(await runWell("node", ["list.ts"], { cwd })).toMatch(/^EX[\s\S]*2 5 9 batch function 3\n$/);
  const cli = join("node_modules/@coc-executions/cli/dist/bin.js");
  expect(await runWell("node", [cli, "list", "--demo", "--format", "ndjson"], { cwd })).toMatch(/^\{"/);
});

const compilers = ["typescript-5.9", "typescript-6.0", "typescript"].flatMap((compiler) =>
  ["tsconfig.json", "tsconfig.bundler.json"].map((config): [string, string] => [compiler, config]),
);

test.each(compilers)("%s resolves the types under %s", async (compiler, config) => {
  await compile(join(folder, "taken-npm"), compiler, config);
});

async function compile(cwd: string, compiler = "typescript", config = "tsconfig.json"): Promise<void> {
  await runWell("node", [`node_modules/${compiler}/bin/tsc`, "-p", config], { cwd });
}

async function release(): Promise<void> {
  await repository.pnpmWell("release", "version");
  await repository.commit();
  await repository.pnpmWell("release");
}

test("a contract from elsewhere that cannot be read or does not hold together changes nothing", async () => {
  await writeFile(join(folder, "other.yaml"), "openapi: 3.1.1\n");
  const [missing, invalid] = [
    await repository.pnpm("regenerate", "--from", join(folder, "none.yaml")),
    await repository.pnpm("regenerate", "--from", join(folder, "other.yaml")),
  ];
  expect(missing.stderr).toMatch(/The contract cannot be read from .*none\.yaml: ENOENT/);
  expect(invalid.stderr).toContain('"lint" failed.\nNothing was changed.');
  expect([missing.code, invalid.code]).toEqual([1, 1]);
  expect(await repository.git("status", "--porcelain")).toBe("");
});

test("a field that comes is a minor of all packages, and the consumer compiles unchanged", async () => {
  const value = "        value:\n          description: Its value, always a text";
  await repository.edit(
    CONTRACT,
    value,
    `        label:\n          description: What it is.\n          type: string\n${value}`,
  );
  await repository.pnpmWell("regenerate");
  await repository.commit();
  await release();
  expect(await latest()).toEqual(ofEach(MINOR));
  const cwd = join(folder, "taken-npm");
  await runWell("npm", ["update", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-online"], { cwd });
  expect(await readInstalled(cwd)).toEqual(ofEach(MINOR));
  await compile(cwd);
});

test("a snapshot of a change that is pending is for who asks for it, and leaves nothing behind", async () => {
  const text = "one that is structured comes as JSON in the text.\n          type: ";
  await repository.edit(CONTRACT, `${text}string`, `${text}[string, "null"]`);
  await repository.pnpmWell("regenerate");
  await repository.commit();
  const before = await tags();

  await repository.pnpmWell("changeset", "version", "--snapshot", "try");
  await repository.pnpmWell("build");
  await repository.pnpmWell("changeset", "publish", "--tag", "try", "--no-git-tag");
  await repository.git("restore", ".");
  await repository.git("clean", "--quiet", "--force", "packages");
  expect(await repository.git("status", "--porcelain")).toBe("");
  const [snapshot = ""] = await tagged("try");
  expect(snapshot).toMatch(/^0\.0\.0-try-\d+$/);
  expect(await tagged("try")).toEqual(ofEach(snapshot));
  expect((await readManifest("client", snapshot)).dependencies).toMatchObject({
    "@coc-executions/types": `^${snapshot}`,
  });
  expect(await latest()).toEqual(ofEach(MINOR));
  expect(await tags()).toEqual(before);
});

test("a prerelease is for who asks for it, and promises nothing: what comes next is compared with the release before", async () => {
  await repository.pnpmWell("changeset", "pre", "enter", "next");
  await repository.commit();
  const promised = await repository.git("rev-parse", "HEAD");
  await release();
  expect(await tagged("next")).toEqual(ofEach(`${NEXT}-next.0`));
  expect(await latest()).toEqual(ofEach(MINOR));
  expect(await repository.git("diff", "--stat", promised.trim(), "--", ...RELEASED)).toBe("");
  expect(await repository.pnpmWell("spec:check")).toContain("major: ExecutionParameter.value may now be null.");

  const { stderr, code } = await repository.pnpm("release", "version");
  expect(stderr).toContain("There is no changeset, and so nothing for a further prerelease.");
  expect(code).toBe(1);
});

test("a field that may be null is a major of all packages, and the consumer fails at the one place that reads it", async () => {
  await repository.pnpmWell("changeset", "pre", "exit");
  await repository.commit();
  expect((await repository.pnpm("release")).stderr).toContain(".changeset/pre/contract.md has no version yet.");
  await release();
  expect(await latest()).toEqual(ofEach(NEXT));
  expect(await tagged("next")).toEqual(ofEach(`${NEXT}-next.0`));
  expect(await repository.pnpmWell("spec:check")).toContain("Nothing in the contract asks for more than a patch.");
  expect(
    await runWell("git", ["show", "--format=", "HEAD", "--", "packages/client/CHANGELOG.md"], {
      cwd: repository.folder,
    }),
  ).toContain("`ExecutionParameter.value` may now be null.");

  const cwd = join(folder, "taken-npm");
  await runWell("npm", ["update", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-online"], { cwd });
  expect(await readInstalled(cwd)).toEqual(ofEach(MINOR));

  const newest = NAMES.map((name) => `@coc-executions/${name}@${NEXT}`);
  await runWell("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-online", ...newest], {
    cwd,
  });
  const lines = (await readFile(join(cwd, "list.ts"), "utf8")).split("\n");
  const line = lines.indexOf("  const text: string | undefined = parameter.value;") + 1;
  const { stdout, code } = await run("node", ["node_modules/typescript/bin/tsc", "--pretty", "false"], { cwd });
  expect(code).not.toBe(0);
  expect(stdout.match(/^list\.ts\(.*error.*$/gm)).toEqual([
    `list.ts(${line},9): error TS2322: Type 'string | null | undefined' is not assignable to type 'string | undefined'.`,
  ]);
});

test("who uses only the client is told of that major by the client's own version", async () => {
  const cwd = join(folder, "client-only");
  await mkdir(cwd);
  await writeFile(join(cwd, ".npmrc"), registry.npmrc);
  await writeFile(
    join(cwd, "package.json"),
    JSON.stringify({ private: true, dependencies: { "@coc-executions/client": `^${FIRST}` } }),
  );
  await runWell("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-online"], { cwd });
  const { dependencies } = JSON.parse(await runWell("npm", ["ls", "--json", "--all"], { cwd }));
  const client = dependencies["@coc-executions/client"];
  expect([client.version, client.dependencies["@coc-executions/types"].version]).toEqual([MINOR, MINOR]);
  expect((await readManifest("client", NEXT)).dependencies).toMatchObject({ "@coc-executions/types": `^${NEXT}` });
});

test("two majors of the types and two copies of the client work side by side in one program", async () => {
  const cwd = await copyProject("side-by-side");
  await runWell("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-online"], { cwd });
  await compile(cwd);
  expect(await runWell("node", ["main.ts"], { cwd })).toBe("1 1 1 true true\n");
});

test("all of it has left the copy as clean as it was", async () => {
  expect(await repository.git("status", "--porcelain")).toBe("");
});

async function readInstalled(cwd: string): Promise<string[]> {
  const { dependencies } = JSON.parse(await runWell("npm", ["ls", "--json"], { cwd }));
  return NAMES.map((name) => dependencies[`@coc-executions/${name}`].version);
}
