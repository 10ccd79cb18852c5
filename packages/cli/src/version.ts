import { readFileSync } from "node:fs";

const { version }: { version: string } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** The version of the command, which is that of all packages. */
export const VERSION: string = version;
