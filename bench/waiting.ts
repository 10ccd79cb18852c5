import { type Clock, type CocClient, createClient, type Execution, isTerminal } from "@coc-executions/client";
import { createMockApi, executions, virtualClock } from "@coc-executions/testkit";
import { writeResult } from "./measure/result-file.ts";

// What it costs to wait for a ticket: requests and rows over an hour, by the one ticket and, as it used to be done, by the list.

const HOUR = 3_600_000;
const INTERVAL = 10_000;
const LENGTHS = [100, 10_000];

interface Wait {
  readonly requests: number;
  readonly rows: number;
}

type Waiter = (client: CocClient, execution_id: string, clock: Clock) => Promise<Execution>;

const byTicket: Waiter = (client, execution_id) => client.executions.waitUntilDone(execution_id);

/** Lists what started since the ticket did, and everything where it is not there. */
const byList: Waiter = async (client, execution_id, clock) => {
  let start_time: number | undefined;
  for (;;) {
    const list = client.executions.list(start_time === undefined ? {} : { start_time: start_time - 1 });
    let found: Execution | undefined;
    for await (const execution of list) {
      if (execution.execution_id !== execution_id) continue;
      found = execution;
      break;
    }
    if (found !== undefined && isTerminal(found)) return found;
    start_time = found?.start_time;
    await clock.sleep(INTERVAL);
  }
};

async function measure(wait: Waiter, length: number, started: number): Promise<Wait> {
  const clock = virtualClock();
  const list = executions(length, { newest: clock.now() });
  const ticket = { ...list[started], status: "Running", end_time: null } as Execution;
  list[started] = ticket;
  const endsAt = clock.now() + HOUR;
  let rows = 0;
  const mock = createMockApi({
    executions: list,
    now: clock.now,
    beforeAnswer: (_, store) => {
      if (clock.now() >= endsAt) store.update(ticket.execution_id, { status: "Succeed", end_time: endsAt });
    },
  });
  const client = createClient({
    ...{ baseUrl: "https://coc.example", auth: (request: Request) => request, fetch: mock.fetch, clock },
    observe: (event) => {
      if (event.kind === "page") rows += event.items;
    },
  });
  const ended = await wait(client, ticket.execution_id, clock);
  if (ended.status !== "Succeed") throw new Error("The wait ended too early.");
  return { requests: mock.calls.length, rows: wait === byTicket ? mock.calls.length : rows };
}

const measured = [];
for (const length of LENGTHS) {
  // A ticket that started last, and one before which a tenth of the list has started since.
  for (const started of [0, length / 10]) {
    const [ticket, list] = [await measure(byTicket, length, started), await measure(byList, length, started)];
    measured.push({ length, started, ticket, list });
  }
}

writeResult({
  name: "waiting",
  title: "What it costs to wait for a ticket",
  text: [
    "A ticket that runs for another hour is polled every 10 seconds, on a clock that jumps: the figures come out the same each time. `waitUntilDone` reads the one ticket; before the service was known to have that operation, it listed what had started since the ticket did, as the column beside it does here.",
  ],
  tables: [
    {
      title: "An hour",
      columns: [
        "tickets, and started since",
        "requests of `waitUntilDone`",
        "its tickets read",
        "requests by listing",
        "tickets read",
      ],
      rows: measured.map(({ length, started, ticket, list }) => [
        `${length}, ${started}`,
        ...[ticket, list].flatMap(({ requests, rows }) => [String(requests), String(rows)]),
      ]),
    },
  ],
  figures: { measured },
});
