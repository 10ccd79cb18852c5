import { createToldDrift, type ToldDrift } from "../executions/tell-drift.ts";
import type { ClientSettings } from "../resolve-options.ts";
import { createLimiter, type Limiter } from "./limiter.ts";
import { createRetryBudget, type RetryBudget } from "./retry-budget.ts";

/** All that a client keeps between calls, besides the credentials that its `auth` has in hand. */
export interface ClientState {
  readonly limiter: Limiter;
  readonly retryBudget: RetryBudget;
  /** What of the contract's drift the observer was told. */
  readonly toldDrift: ToldDrift;
  /** Calls made so far. */
  calls: number;
  /** Milliseconds by which the service's clock is ahead of ours, as far as it has said. */
  clockOffset: number;
  /** Whether the last answer that says something about the credentials refused them. */
  refused: boolean;
}

export function createClientState(settings: ClientSettings): ClientState {
  return {
    limiter: createLimiter(settings),
    retryBudget: createRetryBudget(),
    toldDrift: createToldDrift(),
    calls: 0,
    clockOffset: 0,
    refused: false,
  };
}
