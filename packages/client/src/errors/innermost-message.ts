/** Node's fetch says only "fetch failed"; what happened stands in the cause of the cause. */
export function innermostMessage(error: Error): string {
  return error.cause instanceof Error ? innermostMessage(error.cause) : error.message || error.name;
}
