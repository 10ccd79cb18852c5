import { expectTypeOf, test } from "vitest";
import type { Fault, FaultKind } from "./fault.ts";

test("a fault takes the options of its own kind only", () => {
  expectTypeOf<{ kind: "status"; status: 503; times: 2; when: "after" }>().toExtend<Fault>();
  expectTypeOf<{ kind: "clamped-limit"; limit: 50; rate: 0.5 }>().toExtend<Fault>();
  // @ts-expect-error a status must be given
  void ({ kind: "status" } satisfies Fault);
  // @ts-expect-error the list is made after the work, always
  void ({ kind: "wrong-total", total: 1, when: "before" } satisfies Fault);
  // @ts-expect-error a limit is no option of a reset
  void ({ kind: "reset", limit: 1 } satisfies Fault);
  // @ts-expect-error a misspelt kind
  void ({ kind: "rest" } satisfies Fault);
});

test("the kinds are a closed list", () => {
  expectTypeOf<FaultKind>().not.toBeAny();
  expectTypeOf<string>().not.toExtend<FaultKind>();
  expectTypeOf<Extract<Fault, { kind: "skewed-clock" }>["by"]>().toBeNumber();
});
