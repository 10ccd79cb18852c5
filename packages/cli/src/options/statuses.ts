import { EXECUTION_STATUSES } from "@coc-executions/types";

/** The statuses of the command line as the service spells them, and what to tell of those that nobody knows. */
export async function readStatuses(
  given: readonly string[],
): Promise<{ readonly statuses: readonly string[]; readonly warnings: readonly string[] }> {
  const warnings: string[] = [];
  const statuses: string[] = [];
  for (const status of given) {
    const known = EXECUTION_STATUSES.find((one) => one.toLowerCase() === status.toLowerCase());
    statuses.push(known ?? status);
    if (known !== undefined) continue;
    const { closest } = await import("fastest-levenshtein");
    const nearest = closest(status, [...EXECUTION_STATUSES]);
    warnings.push(`"${status}" is no status that is known; the nearest is ${nearest}. It is looked for as it is.`);
  }
  return { statuses, warnings };
}
