import type { Execution } from "@coc-executions/types";

/** What a watch has observed. */
export type ExecutionChange =
  | {
      /** A ticket that was not there before, or of which nothing is remembered any more. */
      readonly kind: "new";
      readonly execution: Execution;
      readonly previous?: undefined;
    }
  | {
      /** Any field of the ticket differs from what was told last. */
      readonly kind: "changed";
      readonly execution: Execution;
      /** The ticket as it was told last, or as it was found at the beginning. */
      readonly previous: Execution;
    };
