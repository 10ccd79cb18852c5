/** What an assertion throws. Test runners know an error of this name and code for a failed assertion and show its two sides. */
export class AssertionError extends Error {
  override readonly name: "AssertionError" = "AssertionError";
  readonly code: "ERR_ASSERTION" = "ERR_ASSERTION";
  readonly actual: unknown;
  readonly expected: unknown;

  constructor({ message, actual, expected }: Finding) {
    super(message);
    this.actual = actual;
    this.expected = expected;
  }
}

/** Why an assertion fails. */
export interface Finding {
  readonly message: string;
  readonly actual?: unknown | undefined;
  readonly expected?: unknown | undefined;
}

/** Throws what was found, if anything was. */
export function throwFinding(finding: Finding | undefined): void {
  if (finding !== undefined) throw new AssertionError(finding);
}
