/** Exit codes, the same for every command. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  endedOtherwise: 3,
  stillRunning: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What each means, for help and for programs. */
export const EXIT_MEANINGS: Readonly<Record<ExitCode, string>> = {
  0: "done",
  1: "the service or the network failed, or the output cannot be written",
  2: "wrong usage; nothing was sent, and nothing is on stdout",
  3: "a ticket ended otherwise than with success (wait; view --exit-status)",
  4: "a ticket still runs at the deadline (wait; view --exit-status)",
  130: "interrupted",
};
