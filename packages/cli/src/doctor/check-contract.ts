import type { CocClient } from "@coc-executions/client";
import { type Io, tell } from "../io.ts";
import { Asker } from "./asker.ts";
import { MAX_REQUESTS, type Settled, settleAll } from "./contract-questions.ts";

/** What the service's pages leave open and its answers settle, and what of them the contract does not describe. */
export interface ContractReport {
  readonly requests: number;
  /** Names of fields and of values that are not in the contract: no values of tickets. */
  readonly drift: readonly string[];
  readonly questions: readonly Settled[];
}

/** Compares answers with the contract, by reads alone and within a budget that is told first. */
export async function checkContract(client: CocClient, drift: readonly string[], io: Io): Promise<ContractReport> {
  tell(io, `Asking at most ${MAX_REQUESTS + 1} read-only requests about the contract.`);
  await client.executions.listPage({ limit: 100 }).catch(() => undefined); // for what it has that the contract has not
  const asker = new Asker(client, MAX_REQUESTS);
  const questions = await settleAll({ first: await asker.list({ limit: 100 }), asker });
  return { requests: asker.asked + 1, drift: [...new Set(drift)], questions };
}

/** As people read it. */
export function describeContract({ requests, drift, questions }: ContractReport): string {
  const lines = questions.map(({ question, answer, settled }) => `${settled ? "✓" : "?"} ${question} ${answer}`);
  const apart =
    drift.length === 0 ? "Nothing apart from the contract was seen." : `Not in the contract: ${drift.join(", ")}.`;
  return `\nThe contract, by ${requests} requests:\n${lines.join("\n")}\n${apart}\n`;
}
