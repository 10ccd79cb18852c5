import { type Auth, accessKey, type Execution } from "@coc-executions/client";
import { fixtures } from "@coc-executions/testkit";
import { serveMockApi } from "@coc-executions/testkit/node";

// Not a secret: the mock API of the demo is the only service that takes this key.
const credentials = { accessKeyId: "DEMOACCESSKEY", secretAccessKey: "demo-secret-access-key" };

/** A mock API that serves the vendor's example list, and what signs requests to it. */
export interface Demo {
  readonly url: string;
  readonly auth: Auth;
  close(): Promise<void>;
}

/** How long the newest ticket waits, and then runs, so that there is something to wait for. */
const PENDING = 2000;
const RUNNING = 6000;

/** Starts the mock API on a free port of 127.0.0.1. It checks every signature. The newest ticket has just started. */
export async function startDemo(): Promise<Demo> {
  const started = Date.now();
  const executions = endingAt(fixtures.vendorList, started);
  const [newest] = executions;
  const server = await serveMockApi({
    executions,
    credentials,
    beforeAnswer: (_, store) => {
      const age = Date.now() - started;
      const status = age < PENDING ? "Pending" : age < PENDING + RUNNING ? "Running" : "Failed";
      if (newest === undefined || store.get(newest.execution_id)?.status === status) return;
      const end_time = status === "Failed" ? started + PENDING + RUNNING : null;
      store.update(newest.execution_id, { status, end_time, update_time: Date.now() });
    },
  });
  return { url: server.url, auth: accessKey(credentials), close: () => server.close() };
}

/** The same list in our time: its newest ticket starts at `now`, the next ten minutes before, and the others before that. */
function endingAt([newest, second, ...older]: readonly Execution[], now: number): Execution[] {
  const minute = 60_000;
  const start = now - (now % 1000);
  return [
    ...startingAt(newest === undefined ? [] : [newest], start),
    ...startingAt(second === undefined ? [] : [second], start - 10 * minute),
    ...startingAt(older, start - 15 * minute),
  ];
}

/** Tickets with all their times moved, so that the newest starts at `start`. */
function startingAt(list: readonly Execution[], start: number): Execution[] {
  const by = start - Math.max(...list.map(({ start_time = 0 }) => start_time));
  const moved = (time: number | null | undefined) => (typeof time === "number" ? time + by : time);
  return list.map((ticket) => {
    const { start_time, end_time, update_time } = ticket;
    const times = { start_time: moved(start_time), end_time: moved(end_time), update_time: moved(update_time) };
    return { ...ticket, ...times } as Execution; // what was a time still is one
  });
}
