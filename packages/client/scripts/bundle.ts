import { rm } from "node:fs/promises";
import { build } from "esbuild";

// A program that starts loads a few files instead of sixty (decisions/0003). What two entry points share is in a chunk of both,
// so that an error class exists once. Dependencies stay imports: they are installed and updated by themselves.
await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: [
    "src/index.ts",
    "src/node.ts",
    "src/opentelemetry/index.ts",
    "src/paging/index.ts",
    "src/signing/index.ts",
  ],
  outdir: "dist",
  outbase: "src",
  bundle: true,
  splitting: true,
  packages: "external",
  external: ["node:*"],
  format: "esm",
  platform: "neutral",
  target: "es2022",
  sourcemap: true,
  sourcesContent: false, // the sources are in the tarball
});
