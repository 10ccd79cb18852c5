import { Listing } from "@coc-executions/client/paging";

// Reads so many rows without keeping them, in a process of its own: prints time, the highest memory and the heap kept for each row.

const ROWS = Number(process.argv[2]);
const gc = globalThis.gc ?? (() => {});

const row = (index: number) => ({ id: `EX2025${String(index).padStart(18, "0")}` });
const fetchWindow = async (offset: number, limit: number) => ({
  items: Array.from({ length: Math.max(0, Math.min(limit, ROWS - offset)) }, (_, index) => row(offset + index)),
  total: ROWS,
});

gc();
const before = process.memoryUsage();
const cpu = process.cpuUsage();
let count = 0;
let kept = 0;
for await (const _ of new Listing({ fetchWindow, idOf: ({ id }: { id: string }) => id }, { pageSize: 100 })) {
  if (++count !== ROWS) continue;
  const { user, system } = process.cpuUsage(cpu);
  cpu.user = user + system;
  gc();
  kept = (process.memoryUsage().heapUsed - before.heapUsed) / ROWS;
}
console.log(
  JSON.stringify({ rows: count, cpuPerRow: cpu.user / ROWS, peak: process.resourceUsage().maxRSS / 1024, kept }),
);
