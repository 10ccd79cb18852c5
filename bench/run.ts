import { spawnSync } from "node:child_process";
import { join } from "node:path";

// Runs the benchmarks named, or all, each in a process of its own: code that was compiled for one must not serve another.

const ALL = [
  "signing",
  "page",
  "page-cpu",
  "listing",
  "listing-cpu",
  "exactness",
  "exactness-long",
  "waiting",
  "command",
  "conformance",
  "soak",
  "profile",
  "import",
  "size",
];

const named = process.argv.slice(2);
const unknown = named.filter((name) => !ALL.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}; there are ${ALL.join(", ")}.`);
  process.exit(2);
}
for (const name of named.length > 0 ? named : ALL) {
  console.error(`bench ${name}`);
  const { status } = spawnSync(process.execPath, ["--expose-gc", join(import.meta.dirname, `${name}.ts`)], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(1);
}
