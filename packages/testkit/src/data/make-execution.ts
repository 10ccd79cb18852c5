import type { Execution } from "@coc-executions/types";
import type { Job } from "./jobs.ts";
import { integerBetween, pick, pickWeighted, type Random, type Weighted } from "./random.ts";
import { executionIdAt } from "./vendor-ids.ts";

/** How the description of a child begins; the id of its parent follows. */
export const CHILD_OF = "Child of ";
/** A ticket that started longer ago than this has ended. */
const LONGEST_RUN = 7_200_000;

/** What a ticket is made from. */
export interface Draft {
  readonly id: number;
  readonly start: number;
  readonly newest: number;
  readonly job: Job;
  readonly parent: string | undefined;
}

/** A ticket of a job as it stands at the time `newest`: ended, or still going on. */
export function makeExecution(random: Random, { id, start, newest, job, parent }: Draft): Execution {
  const [shortest, longest] = job.seconds;
  const end = start + integerBetween(random, shortest, longest) * 1000;
  const goesOn = end > newest && newest - start < LONGEST_RUN;
  const updated = goesOn ? start + integerBetween(random, 0, (newest - start) / 1000) * 1000 : end;
  const limited = job.type === "RATE_CONTROL";
  return {
    id,
    execution_id: executionIdAt(start, id),
    type: job.type,
    document_name: job.document_name,
    document_id: job.document_id,
    document_version_id: job.document_version_id,
    document_version: job.document_version,
    start_time: start,
    end_time: goesOn ? null : end,
    // The vendor's example was updated a second after its end.
    update_time: goesOn ? updated : end + integerBetween(random, 0, 2) * 1000,
    status: pickWeighted(random, goesOn ? GOING_ON : ENDED),
    description: parent === undefined ? pickWeighted(random, DESCRIPTIONS) : CHILD_OF + parent,
    parameters: job.parameters.map((key) => ({ key, value: pick(random, PARAMETER_VALUES) })),
    target_parameter_name: limited ? "targets_instance_id" : null,
    targets: limited ? [{ key: "InstanceValues", values: makeTargets(random) }] : null,
    creator: pickWeighted(random, CREATORS),
    tags: random() < 0.4 ? makeTags(random) : [],
    sys_tags: random() < 0.1 ? [{ key: "_sys_enterprise_project_id", value: "0" }] : [],
  };
}

function makeTargets(random: Random): string[] {
  return Array.from(
    { length: integerBetween(random, 1, 5) },
    () => `i-${integerBetween(random, 10_000_000, 99_999_999)}`,
  );
}

function makeTags(random: Random): { key: string; value: string }[] {
  const environment = { key: "env", value: pickWeighted(random, ENVIRONMENTS) };
  return random() < 0.5 ? [environment] : [environment, { key: "team", value: pick(random, TEAMS) }];
}

const GOING_ON: Weights<string> = [
  ["Running", 8],
  ["Pending", 3],
  ["Canceling", 1],
];
const ENDED: Weights<string> = [
  ["Succeed", 60],
  ["Succeeded", 28],
  ["Failed", 7],
  ["Timeout", 2],
  ["Canceled", 3],
];
const CREATORS: Weights<string> = [
  ["COC-Script", 10],
  ["ops-bot", 6],
  ["zhang.wei", 3],
  ["maria.silva", 2],
  ["张三", 1],
];
const DESCRIPTIONS: Weights<string | null> = [
  [null, 8],
  ["", 1],
  ["Scheduled by the night shift", 1],
  ["变更 CHG-20250612", 1],
];
const ENVIRONMENTS: Weights<string> = [
  ["prod", 5],
  ["test", 3],
  ["dev", 2],
];
const TEAMS: readonly [string, ...string[]] = ["payments", "search", "platform"];
// A value is a text that may itself be JSON, as in the vendor's example.
const PARAMETER_VALUES: readonly [string, ...string[]] = ["nginx", "80", "/var/log", '["qwe","rew"]', "", "24"];

type Weights<T> = readonly [Weighted<T>, ...Weighted<T>[]];
