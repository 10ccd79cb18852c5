import {
  type Duration,
  type ExecutionFilter,
  type ExecutionPredicate,
  hasStatus,
  hasType,
  since,
  startedBefore,
} from "@coc-executions/client";
import { type Io, tell } from "../io.ts";
import { UsageError } from "../usage-error.ts";
import type { FilterOptions } from "./definitions.ts";
import { readStatuses } from "./statuses.ts";

/** What the service is asked for. */
export function toFilter(options: FilterOptions): ExecutionFilter {
  const from = options.since === undefined ? undefined : toMoment(options.since);
  const until = options.until === undefined ? undefined : toMoment(options.until);
  if (from !== undefined && until !== undefined && until <= from)
    throw new UsageError("--until must be later than --since: no ticket can start before the one and after the other.");
  return {
    creator: options.creator,
    document_name: options.documentName,
    document_id: options.documentId,
    tags: options.tag,
    exclude_child_executions: options.excludeChildExecutions,
    ...(from === undefined ? {} : since(from)),
  };
}

/** What is checked here, since the service cannot. A status that nobody knows is warned of, and asked for all the same. */
export async function toPredicate({ until, status, type }: FilterOptions, io: Io): Promise<ExecutionPredicate> {
  const { statuses, warnings } = await readStatuses(status ?? []);
  for (const warning of warnings) tell(io, `coc-executions: ${warning}`);
  const conditions = [
    ...(until === undefined ? [] : [startedBefore(toMoment(until))]),
    ...(statuses.length === 0 ? [] : [hasStatus(...statuses)]),
    ...(type === undefined ? [] : [hasType(...type.map((one) => one.toUpperCase()), ...type)]),
  ];
  return (execution) => conditions.every((condition) => condition(execution));
}

/** `--since` for tickets that do not come from the service. */
export function startedSince({ since: from }: FilterOptions): ExecutionPredicate {
  if (from === undefined) return () => true;
  const moment = toMoment(from);
  return ({ start_time }) => typeof start_time === "number" && start_time >= moment;
}

/** The moment that a time of the command line means, in epoch milliseconds. */
function toMoment(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  return since(time as Duration).start_time + 1; // its forms were checked when the words were read
}
