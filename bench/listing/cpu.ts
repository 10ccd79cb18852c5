import { readLeast, readPages, readRows, readWithOpenapiFetch } from "./readers.ts";

// Reads a list twice in a process of its own and prints the microseconds of CPU that a row of the second reading cost.

const [name = "", baseUrl = "", rows = 0, pageSize = 0, inFlight = 0] = process.argv.slice(2);
const read = Object.entries({ readLeast, readPages, readRows, readWithOpenapiFetch }).find(
  ([reader]) => reader === name,
)?.[1];
if (read === undefined) throw new Error(`There is no reader ${name}`);
const job = { baseUrl, rows: Number(rows), pageSize: Number(pageSize), inFlight: Number(inFlight) };
await read(job);
const before = process.cpuUsage();
if ((await read(job)) !== job.rows) throw new Error(`${name} has lost rows`);
const { user, system } = process.cpuUsage(before);
console.log((user + system) / job.rows);
process.exit();
