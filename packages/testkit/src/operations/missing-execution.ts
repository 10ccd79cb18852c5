import type { OperationAnswer } from "./operation.ts";
import type { Unknowns } from "./unknowns.ts";
import { envelopeOf } from "./window.ts";

/** How the service says that there is no such ticket. */
export function missingExecution(unknowns: Unknowns): OperationAnswer {
  if (unknowns.missingExecution === "no-data") return { body: envelopeOf(unknowns), summary: "no such ticket" };
  const status = unknowns.missingExecution === "not-found" ? 404 : 400;
  // The code is that of a job which does not exist; one of its own for a ticket is not known.
  return { status, code: "COC.00042101", message: "The execution does not exist." };
}
