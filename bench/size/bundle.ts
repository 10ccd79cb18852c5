import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The smallest whole use of the client. */
export const PROGRAM = `
import { accessKey, createClient, endpoints } from "@coc-executions/client";
const auth = accessKey({ accessKeyId: "…", secretAccessKey: "…" });
const client = createClient({ baseUrl: endpoints.international, auth });
const { items } = await client.executions.listPage({ limit: 20 });
console.log(items);
`;

/** What the program weighs as one file, in bytes. */
export interface Size {
  readonly minified: number;
  readonly gzipped: number;
  /** What each file adds to the minified program, heaviest first. */
  readonly inputs: Readonly<Record<string, number>>;
}

/** Bundles the program for a browser or any other runtime with `fetch`, from the packages as built. */
export async function measureSize(): Promise<Size> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: PROGRAM, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    legalComments: "none",
    metafile: true,
    write: false,
  });
  const [bundle] = outputFiles;
  const [output] = Object.values(metafile.outputs);
  if (bundle === undefined || output === undefined) throw new Error("esbuild has written nothing.");
  const inputs = Object.entries(output.inputs)
    .map(([path, { bytesInOutput }]) => [nameOf(path), bytesInOutput] as const)
    .filter(([, bytes]) => bytes > 0)
    .sort(([, a], [, b]) => b - a);
  return {
    minified: bundle.contents.length,
    gzipped: gzipSync(bundle.contents, { level: 9 }).length,
    inputs: Object.fromEntries(inputs),
  };
}

/** From the package on: what stands before it differs from one checkout to another. */
function nameOf(path: string): string {
  return path.replace(/^.*\/node_modules\//, "").replace(/^.*\/packages\//, "packages/");
}
