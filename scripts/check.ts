// All that needs no running of tests. Every step is run, so that one that fails does not hide what the others say.
import { spawnSync } from "node:child_process";

const STEPS = [
  ...["lint", "typecheck", "generate:check", "spec:lint", "spec:check", "api:check"],
  ...["check:package", "size", "knip", "links"],
];

const failed = STEPS.filter((step) => {
  console.log(`\n== ${step}`);
  return spawnSync("pnpm", ["run", step], { stdio: "inherit", shell: process.platform === "win32" }).status !== 0;
});
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(", ")}`);
  process.exitCode = 1;
}
