import { type Command, Option } from "commander";
import { collect, parseDuration, parseMoment, parseTag } from "./parse.ts";

/** Which tickets, as the user said it. */
export interface FilterOptions {
  readonly creator?: string;
  readonly documentName?: string;
  readonly documentId?: string;
  readonly since?: string;
  readonly until?: string;
  readonly tag?: Readonly<Record<string, string>>;
  readonly excludeChildExecutions?: true;
  readonly status?: readonly string[];
  readonly type?: readonly string[];
}

/** Where the tickets come from, and how requests are sent, as the user said it. */
export interface ConnectionOptions {
  readonly site?: "china" | "international" | "europe";
  readonly baseUrl?: string;
  readonly demo?: true;
  readonly profile?: string;
  readonly timeout?: number | undefined;
  readonly verbose?: true;
}

/** Adds the filters, in the API's own words. */
export function addFilterOptions(command: Command): Command {
  return command
    .option("--creator <text>", "part of the creator's name")
    .option("--document-name <text>", "part of the job's name")
    .option("--document-id <id>", "the job's id, whole")
    .option("--since <time>", "started then or later: 90s, 30m, 24h, 7d, 2w, a date (UTC) or an ISO time", parseMoment)
    .option("--until <time>", "started before then; the same forms; applied here", parseMoment)
    .option("--tag <key=value>", "with this custom tag (repeatable)", parseTag)
    .option("--exclude-child-executions", "without the tickets that other tickets started")
    .option("--status <status>", "in one of these statuses, comma-separated or repeated; applied here", collect)
    .option("--type <type>", "of one of these types, comma-separated or repeated; applied here", collect);
}

/** Adds the options that say which service to ask, as whom, and how. */
export function addConnectionOptions(command: Command): Command {
  command
    .addOption(
      new Option("--site <site>", "the site that your account belongs to").choices([
        "china",
        "international",
        "europe",
      ]),
    )
    .option("--base-url <url>", "the address of the service, instead of a site (also COC_BASE_URL)")
    .option("--demo", "read from an embedded mock of the service, without an account")
    .option("--profile <name>", "the section of the vendor's profile file")
    .option("--verbose", "write each request, retry and wait to stderr");
  const hasTimeout = command.options.some(({ long }) => long === "--timeout");
  return hasTimeout
    ? command
    : command.option("--timeout <duration>", "how long one request may take (default: 30s)", parseDuration);
}
