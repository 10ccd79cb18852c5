/**
 * What a client may spend on retries, so that an outage is not multiplied by them: each retry costs, each success gives a
 * little back. When it is spent, calls fail at their first fault until some succeed again.
 */
export interface RetryBudget {
  /** Takes the price of one retry; false where it is not there. */
  spend(): boolean;
  /** Gives back for a call that came through. */
  earn(): void;
}

// The proportions of the AWS SDKs' standard retry mode: a hundred retries at the start, one more per five successes.
const CAPACITY = 500;
const PRICE = 5;

export function createRetryBudget(): RetryBudget {
  let left = CAPACITY;
  return {
    spend() {
      if (left < PRICE) return false;
      left -= PRICE;
      return true;
    },
    earn() {
      left = Math.min(CAPACITY, left + 1);
    },
  };
}
