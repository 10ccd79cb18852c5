import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { runWell } from "./run.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder that holds each package as `<name>.tgz`. */
    tarballs: string;
  }
}

const root = join(import.meta.dirname, "../..");
const names = ["types", "client", "testkit", "cli"];

const tarballs = await mkdtemp(join(tmpdir(), "coc-executions-tarballs-"));

/** Builds and packs every package once, before the first test, as a release does. */
export async function setup({ provide }: TestProject): Promise<void> {
  await runWell("pnpm", ["build"], { cwd: root });
  for (const name of names) {
    await runWell("pnpm", ["pack", "--out", join(tarballs, `${name}.tgz`)], { cwd: join(root, "packages", name) });
  }
  provide("tarballs", tarballs);
}

export async function teardown(): Promise<void> {
  await rm(tarballs, { recursive: true });
}
