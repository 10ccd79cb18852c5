import { hexDigits, integerBetween, type Random, type Weighted } from "./random.ts";
import { documentIdAt } from "./vendor-ids.ts";

/** What a generated ticket takes from its job. */
export interface Job {
  readonly document_name: string;
  readonly document_id: string;
  readonly document_version_id: string;
  readonly document_version: string;
  readonly type: "NORMAL" | "BATCH" | "RATE_CONTROL";
  /** The shortest and the longest run, in seconds. */
  readonly seconds: readonly [number, number];
  /** The names of the parameters that its tickets carry. */
  readonly parameters: readonly string[];
}

type Draft = readonly [
  name: string,
  type: Job["type"],
  shortest: number,
  longest: number,
  parameters: readonly string[],
];

const DRAFTS: readonly [Weighted<Draft>, ...Weighted<Draft>[]] = [
  [["restart-service", "NORMAL", 5, 90, ["service"]], 14],
  [["collect-logs", "BATCH", 20, 600, ["path", "hours"]], 10],
  [["disk-cleanup", "BATCH", 15, 400, ["threshold"]], 10],
  [["patch-linux-hosts", "RATE_CONTROL", 300, 5400, ["baseline"]], 6],
  [["rotate-database-password", "NORMAL", 10, 60, ["instance"]], 4],
  [["scale-out-web-tier", "NORMAL", 60, 900, ["count"]], 4],
  [["backup-mysql", "BATCH", 120, 3600, ["databases"]], 9],
  [["sync-time", "RATE_CONTROL", 3, 30, []], 7],
  [["certificate-renewal", "NORMAL", 8, 120, ["domains"]], 3],
  [["failover-drill", "NORMAL", 600, 7200, ["region"]], 1],
  [["install-agent", "RATE_CONTROL", 30, 900, ["version"]], 6],
  [["节点巡检", "BATCH", 30, 300, []], 5],
];

/** The jobs of one seed, each as often run as its weight says. The oldest was created before the vendor's example. */
export function makeJobs(random: Random): readonly [Weighted<Job>, ...Weighted<Job>[]] {
  const [first, ...others] = DRAFTS;
  return [makeJob(random, first, 1), ...others.map((draft, index) => makeJob(random, draft, index + 2))];
}

const CREATED_FROM = Date.UTC(2024, 0, 1);
const YEAR_IN_SECONDS = 365 * 86_400;

function makeJob(random: Random, [draft, weight]: Weighted<Draft>, serial: number): Weighted<Job> {
  const [document_name, type, shortest, longest, parameters] = draft;
  const created = CREATED_FROM + integerBetween(random, 0, YEAR_IN_SECONDS) * 1000;
  const job: Job = {
    document_name,
    document_id: documentIdAt(created, serial),
    document_version_id: uuid(random),
    document_version: `v${integerBetween(random, 1, 9)}`,
    type,
    seconds: [shortest, longest],
    parameters,
  };
  return [job, weight];
}

/** Looks like a version 4 UUID. */
function uuid(random: Random): string {
  const part = (digits: number) => hexDigits(random, digits);
  return `${part(8)}-${part(4)}-4${part(3)}-${"89ab"[integerBetween(random, 0, 3)]}${part(3)}-${part(12)}`;
}
