import type { WireAnswer } from "../mock-api/wire.ts";
import type { Fault } from "./fault.ts";
import type { BreakingFault } from "./fault-effect.ts";

const KINDS: Readonly<Record<BreakingFault["kind"], true>> = {
  "reset-in-body": true,
  "hang-in-body": true,
  "cut-body": true,
  "slow-body": true,
  "truncated-json": true,
  "invalid-json": true,
};

export function isBreaking(fault: Fault): fault is Fault & BreakingFault {
  return Object.hasOwn(KINDS, fault.kind);
}

/** The same answer, broken. */
export function breakAnswer(fault: BreakingFault, answer: WireAnswer): WireAnswer {
  switch (fault.kind) {
    case "reset-in-body":
      return { ...answer, delivery: { kind: "broken", at: "body", by: "reset" } };
    case "hang-in-body":
      return { ...answer, delivery: { kind: "broken", at: "body", by: "hang" } };
    case "cut-body":
      return { ...answer, delivery: { kind: "broken", at: "body", by: fault.framing } };
    case "slow-body":
      return { ...answer, delivery: { kind: "slow", parts: fault.parts ?? 4, delay: fault.delay ?? 1 } };
    case "truncated-json":
      return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
    case "invalid-json":
      return { ...answer, body: `${answer.body},}` };
  }
}
