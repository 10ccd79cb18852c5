import { measureSize, PROGRAMS } from "./size/bundle.ts";
import { listRuntimePackages } from "./size/runtime-packages.ts";

// Weight comes in small steps that nobody notices. This fails at the step that is one too many, and names what weighs most.

const SHOWN = 10;

/** All that may come with the client. A further one is a decision: decisions/0009-synchronous-hashes.md. */
const ALLOWED = ["@coc-executions/types", "@noble/hashes", "openapi-fetch", "openapi-typescript-helpers"];

for (const [name, { source, limit }] of Object.entries(PROGRAMS)) {
  const { gzipped, inputs } = await measureSize(source);
  console.log(`${name}: ${gzipped} bytes gzipped, at most ${limit}`);
  if (gzipped <= limit) continue;
  process.exitCode = 1;
  const heaviest = Object.entries(inputs).slice(0, SHOWN);
  console.error(
    [
      `${name} weighs too much. What weighs most, in bytes minified:`,
      ...heaviest.map(([file, bytes]) => `  ${file}: ${bytes}`),
      "If it is worth its weight, raise the limit in bench/size/bundle.ts, say why in decisions/0016, and run `npx --yes pnpm@12 bench size`.",
    ].join("\n"),
  );
}

for (const name of listRuntimePackages()) {
  if (ALLOWED.includes(name)) continue;
  process.exitCode = 1;
  console.error(`${name} now comes with the client. Allowed are ${ALLOWED.join(", ")}; another one needs a decision.`);
}
