import { writeResult } from "./measure/result-file.ts";
import { measureSize, PROGRAMS } from "./size/bundle.ts";
import { listRuntimePackages } from "./size/runtime-packages.ts";

const packages = listRuntimePackages();
const sizes = await Promise.all(
  Object.entries(PROGRAMS).map(async ([name, { source, limit }]) => ({ name, limit, ...(await measureSize(source)) })),
);

writeResult({
  name: "size",
  title: "The size of small programs",
  text: [
    "Bundled and minified by esbuild, from the packages as built. `pnpm size` fails if one weighs more than its limit.",
    `With the client come ${packages.map((name) => `\`${name}\``).join(", ")}; \`pnpm size\` fails if another does.`,
    ...Object.entries(PROGRAMS).map(([name, { source }]) => `${name}:\n\n\`\`\`ts\n${source}\n\`\`\``),
  ],
  tables: [
    {
      title: "Bytes",
      columns: ["program", "gzipped", "limit", "minified"],
      rows: sizes.map(({ name, gzipped, limit, minified }) => [name, gzipped, limit, minified].map(String)),
    },
  ],
  figures: { sizes, packages },
});
