// What users of the first major write. It has to compile with every release of that major.
import { type CocClient, createClient, type ExecutionFilter, hasStatus, isApiError } from "@coc-executions/client";
import { signRequest } from "@coc-executions/client/signing";
import { createMockApi, executions } from "@coc-executions/testkit";
import {
  EXECUTION_STATUSES,
  type Execution,
  type ExecutionParameter,
  type ExecutionStatus,
  type KnownExecutionType,
  type ListExecutionsQuery,
} from "@coc-executions/types";

const query: ListExecutionsQuery = { limit: 2, offset: 0, exclude_child_executions: true };
const filter: ExecutionFilter = { creator: "ops", tags: { env: "prod" }, start_time: new Date(1_751_374_905_000) };
const status: ExecutionStatus = "Archived"; // unknown ones are legal
const known: readonly ExecutionStatus[] = [...EXECUTION_STATUSES, status];

/** Known values may come in a minor, so whoever goes through them has a word for the others. */
function nameType(type: KnownExecutionType): string {
  switch (type) {
    case "BATCH":
      return "batch";
    default:
      return "other";
  }
}

function describe(execution: Execution): string {
  const ended: number | null | undefined = execution.end_time;
  const creator: string = execution.creator ?? "nobody";
  return [execution.execution_id, creator, ended ?? "running", ...(execution.parameters ?? []).map(format)].join(" ");
}

function format(parameter: ExecutionParameter): string {
  const text: string | undefined = parameter.value;
  return `${parameter.key}=${text ?? ""}`;
}

const mock = createMockApi({ executions: executions(5, { seed: 1 }) });
const client: CocClient = createClient({
  baseUrl: "https://coc.example.com",
  auth: (request) => request,
  fetch: mock.fetch,
});

const all: Execution[] = await client.executions
  .list({}, { where: (execution) => !hasStatus("Nothing")(execution) })
  .toArray();
for (const execution of all) console.log(describe(execution));
const page = await client.executions.listPage(query).catch((error: unknown) => {
  throw isApiError(error) ? new Error(`${error.status} ${error.errorCode}`) : error;
});
console.log(
  page.items.length,
  page.total,
  known.length,
  nameType("BATCH"),
  typeof signRequest,
  Object.keys(filter).length,
);
