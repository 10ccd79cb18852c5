// The served mock in a process of its own, which tells the memory that it needs when it is asked.
import { executions } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";

const server = await serveMockApi({ executions: executions(1000), simulate: { startsPerHour: 600 }, control: true });
server.fail({ kind: "throttled", rate: 0.02 });
server.fail({ kind: "reset-in-body", rate: 0.02 });
process.send?.({ url: server.url });
process.on("message", () => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  process.send?.({
    heapUsed,
    rss,
    calls: server.calls.length,
    dropped: server.droppedCalls,
    kept: server.executions.all().length,
  });
});
process.on("disconnect", () => process.exit());
