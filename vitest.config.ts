import { join } from "node:path";
import { defineConfig } from "vitest/config";

const folders = {
  openapi: "openapi",
  types: "packages/types",
  client: "packages/client",
  testkit: "packages/testkit",
  cli: "packages/cli",
  scripts: "scripts",
};

// The packages are tested from their sources, through the same `exports` that a consumer resolves: no build comes first.
const conditions = ["@coc-executions/source", "node", "development"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    maxWorkers: "100%", // the default leaves a core idle, which is half of a small machine
    projects: Object.entries(folders).map(([name, root]) => ({
      extends: true as const,
      root,
      test: {
        name,
        include: ["**/*.test.ts"],
        // A worker keeps the modules that it has loaded, which are most of a run. A test that changes a global puts it back.
        isolate: false,
        restoreMocks: true,
        unstubEnvs: true,
        unstubGlobals: true,
        // Only so that a test that hangs ends; no test measures time.
        testTimeout: 60_000,
        hookTimeout: 60_000,
        // Programs that tests start compile the sources once, not once a start.
        env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "node_modules/.cache/node") },
        setupFiles: [join(import.meta.dirname, "scripts/fail-on-console.ts")],
      },
    })),
  },
});
