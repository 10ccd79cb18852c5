// Puts the contract into dist, as YAML and as JSON, so that it ships with the types that were made of it.
import { readFile, writeFile } from "node:fs/promises";
import { parse } from "yaml";

const text = await readFile(new URL("../../../openapi/coc-executions.yaml", import.meta.url), "utf8");
await writeFile(new URL("../dist/openapi.yaml", import.meta.url), text);
await writeFile(new URL("../dist/openapi.json", import.meta.url), `${JSON.stringify(parse(text), null, 2)}\n`);
