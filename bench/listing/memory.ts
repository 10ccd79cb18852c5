import { Listing } from "@coc-executions/client/paging";

// Reads so many rows without keeping them, in a process of its own: prints time, the highest memory and the heap kept for each row.

const ROWS = Number(process.argv[2]);
const gc = globalThis.gc ?? (() => {});

interface Row {
  readonly id: string;
}

/** From JSON, as a service sends them: an id that was put together from parts takes more than twice the memory in any `Set`. */
const fetchWindow = async (offset: number, limit: number): Promise<{ items: Row[]; total: number }> => {
  const ids: string[] = [];
  for (let index = offset; index < Math.min(ROWS, offset + limit); index++)
    ids.push(`{"id":"EX2025${String(index).padStart(18, "0")}"}`);
  return { items: JSON.parse(`[${ids.join()}]`), total: ROWS };
};

gc();
const before = process.memoryUsage();
const cpu = process.cpuUsage();
// What the windows cost by themselves.
for (let offset = 0; offset < ROWS; offset += 99) await fetchWindow(offset, 100);
const alone = process.cpuUsage(cpu);

const walked = process.cpuUsage();
let count = 0;
let kept = 0;
for await (const _ of new Listing({ fetchWindow, idOf: ({ id }: Row) => id }, { pageSize: 100 })) {
  if (++count !== ROWS) continue;
  const { user, system } = process.cpuUsage(walked);
  cpu.user = user + system - alone.user - alone.system;
  gc();
  kept = (process.memoryUsage().heapUsed - before.heapUsed) / ROWS;
}
console.log(
  JSON.stringify({ rows: count, cpuPerRow: cpu.user / ROWS, peak: process.resourceUsage().maxRSS / 1024, kept }),
);
