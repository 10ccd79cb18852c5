import { defineConfig } from "vitest/config";

// Each test installs a project from the registry: minutes, not milliseconds, and one at a time.
export default defineConfig({
  test: {
    include: ["suites/**/*.e2e.ts"],
    globalSetup: ["src/pack-packages.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
