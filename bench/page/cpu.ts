import { readBare, readByClient, readByNodeFetch, readOne, readUnsigned } from "./contenders.ts";

// Reads a page again and again in a process of its own and prints the microseconds of CPU that one cost.

const [name = "", baseUrl = "", limit = 0, calls = 0] = process.argv.slice(2);
const create = { bare: readBare, unsigned: readUnsigned, client: readByClient, get: readOne, node: readByNodeFetch }[
  name
];
if (create === undefined) throw new Error(`There is no reader ${name}`);
const read = create(Number(limit), baseUrl, (request, init) => fetch(request, init));
for (let call = 0; call < Number(calls) / 3; call++) await read();
const before = process.cpuUsage();
for (let call = 0; call < Number(calls); call++)
  if ((await read()) !== Number(limit)) throw new Error(`${name} has lost tickets`);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / Number(calls));
process.exit();
