import { writeResult } from "./measure/result-file.ts";
import { measureSize, PROGRAM } from "./size/bundle.ts";
import { listRuntimePackages } from "./size/runtime-packages.ts";

const HEAVIEST = 15;

const size = await measureSize();
const packages = listRuntimePackages();
const { minified, gzipped, inputs } = size;

writeResult({
  name: "size",
  title: "The size of a program that lists one page",
  text: [
    `\`\`\`ts${PROGRAM}\`\`\``,
    `Bundled and minified by esbuild: **${gzipped} bytes gzipped**, ${minified} before that. The aim is 12,000. \`pnpm size\` fails when it grows by more than 5 % over this.`,
    `With the client come ${packages.map((name) => `\`${name}\``).join(", ")}; \`pnpm size\` fails when another does.`,
  ],
  tables: [
    {
      title: "What weighs most",
      columns: ["file", "bytes, minified"],
      rows: Object.entries(inputs)
        .slice(0, HEAVIEST)
        .map(([name, bytes]) => [name, String(bytes)]),
    },
  ],
  figures: { ...size, packages },
});
