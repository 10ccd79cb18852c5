import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const listPage = "console.log((await listExecutionsPage(coc, { limit: 20 })).items);";
const list = "for await (const execution of listExecutions(coc)) console.log(execution);";
const accessKey = 'accessKey({ accessKeyId: "…", secretAccessKey: "…" })';

function program(names: string, auth: string, job: string): string {
  return [
    `import { createTransport, endpoints, ${names} } from "@coc-executions/client";`,
    `const coc = createTransport({ baseUrl: endpoints.international, auth: ${auth} });`,
    job,
  ].join("\n");
}

/** Whole programs, and the most that each may weigh, in bytes gzipped. decisions/0016 says where the figures come from. */
export const PROGRAMS = {
  "one page with a token": { source: program("listExecutionsPage, token", 'token("…")', listPage), limit: 12_900 },
  "one page with an access key": {
    source: program("accessKey, listExecutionsPage", accessKey, listPage),
    limit: 18_500,
  },
  "a list with an access key": { source: program("accessKey, listExecutions", accessKey, list), limit: 25_900 },
  "a client with everything": {
    source: `import { accessKey, createClient, endpoints } from "@coc-executions/client";
const client = createClient({ baseUrl: endpoints.international, auth: ${accessKey} });
console.log((await client.executions.listPage({ limit: 20 })).items);`,
    limit: 32_700,
  },
} as const satisfies Readonly<Record<string, { readonly source: string; readonly limit: number }>>;

/** What a program weighs as one file, in bytes. */
export interface Size {
  readonly minified: number;
  readonly gzipped: number;
  /** What each file adds to the minified program, heaviest first. */
  readonly inputs: Readonly<Record<string, number>>;
}

/** Bundles a program for a browser or any other runtime with `fetch`, from the packages as built. */
export async function measureSize(program: string): Promise<Size> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname },
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
