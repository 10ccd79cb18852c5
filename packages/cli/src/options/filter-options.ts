import {
  type Duration,
  type ExecutionFilter,
  type ExecutionPredicate,
  hasStatus,
  hasType,
  since,
  startedBefore,
} from "@coc-executions/client";
import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../usage-error.ts";

/** Which tickets, as the user said it. */
export interface FilterOptions {
  readonly creator?: string;
  readonly documentName?: string;
  readonly documentId?: string;
  readonly since?: number;
  readonly until?: number;
  readonly tag?: Readonly<Record<string, string>>;
  readonly excludeChildExecutions?: true;
  readonly status?: readonly string[];
  readonly type?: readonly string[];
}

/** Adds the filters, in the API's own words. */
export function addFilterOptions(command: Command): Command {
  return command
    .option("--creator <text>", "part of the creator's name")
    .option("--document-name <text>", "part of the job's name")
    .option("--document-id <id>", "the job's id, whole")
    .option("--since <time>", "started then or later: 90s, 30m, 24h, 7d, 2w, a date (UTC) or an ISO time", parseTime)
    .option("--until <time>", "started before then; the same forms; applied here", parseTime)
    .option("--tag <key=value>", "with this custom tag (repeatable)", parseTag)
    .option("--exclude-child-executions", "without the tickets that other tickets started")
    .option("--status <status>", "in this status (repeatable; applied here)", collect)
    .option("--type <type>", "of this type (repeatable; applied here)", collect);
}

/** What the service is asked for. */
export function toFilter(options: FilterOptions): ExecutionFilter {
  const { since: from, until } = options;
  if (from !== undefined && until !== undefined && until <= from)
    throw new UsageError("--until must be later than --since: no ticket can start before the one and after the other.");
  return {
    creator: options.creator,
    document_name: options.documentName,
    document_id: options.documentId,
    tags: options.tag,
    exclude_child_executions: options.excludeChildExecutions,
    ...(options.since !== undefined && since(options.since)),
  };
}

/** What is checked here, since the service cannot. */
export function toPredicate({ until, status, type }: FilterOptions): ExecutionPredicate {
  const conditions = [
    ...(until === undefined ? [] : [startedBefore(until)]),
    ...(status === undefined ? [] : [hasStatus(...status)]),
    ...(type === undefined ? [] : [hasType(...type)]),
  ];
  return (execution) => conditions.every((condition) => condition(execution));
}

/** The moment that a time of the command line means, in epoch milliseconds. */
function parseTime(text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  try {
    return since(time as Duration).start_time + 1;
  } catch {
    throw new InvalidArgumentError(
      "Use 90s, 30m, 24h, 7d, 2w, a date like 2025-07-01, or a time like 2025-07-01T12:00:00Z.",
    );
  }
}

function parseTag(text: string, tags: Record<string, string> = {}): Record<string, string> {
  const [, key, value] = /^([^=,]+)=([^=,]+)$/.exec(text) ?? [];
  if (key === undefined || value === undefined) {
    throw new InvalidArgumentError("Use key=value, without a further = or , since the wire cannot carry them.");
  }
  return { ...tags, [key]: value };
}

function collect(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}
