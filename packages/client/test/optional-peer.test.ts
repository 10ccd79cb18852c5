import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const here = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);
const { exports }: { exports: Record<string, unknown> } = JSON.parse(readFileSync(`${here}package.json`, "utf8"));
const subpaths = Object.keys(exports).filter((subpath) => subpath !== "./package.json");

/** Imports a subpath in a program in which nothing of OpenTelemetry is installed. */
async function importWithout(subpath: string): Promise<string> {
  const code = `
    import { registerHooks } from "node:module";
    registerHooks({
      resolve(specifier, context, next) {
        if (specifier.startsWith("@opentelemetry/")) throw new Error("OpenTelemetry is not installed");
        return next(specifier, context);
      },
    });
    await import("@coc-executions/client${subpath.slice(1)}").then(() => console.log("imported"));`;
  const words = ["--conditions=@coc-executions/source", "--input-type=module", "--eval", code];
  return (await run(process.execPath, words, { cwd: here })).stdout.trim();
}

test.each(subpaths.filter((subpath) => subpath !== "./opentelemetry"))("%s needs no OpenTelemetry", async (subpath) => {
  expect(await importWithout(subpath)).toBe("imported");
});

test("./opentelemetry does", async () => {
  await expect(importWithout("./opentelemetry")).rejects.toThrow("OpenTelemetry is not installed");
});
