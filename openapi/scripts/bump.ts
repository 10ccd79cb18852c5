/** How much a change asks of a version. The words of semver and of changesets. */
export type Bump = "patch" | "minor" | "major";

const ORDER: readonly Bump[] = ["patch", "minor", "major"];

export function largestBump(bumps: readonly Bump[]): Bump {
  return ORDER.findLast((bump) => bumps.includes(bump)) ?? "patch";
}

export function isLess(bump: Bump, than: Bump): boolean {
  return ORDER.indexOf(bump) < ORDER.indexOf(than);
}

/** One difference between two contracts, in words. */
export interface Change {
  readonly bump: Bump;
  /** Where it is: a name that a reader finds in the types, or a place in the contract. */
  readonly path: string;
  /** What follows the path to make a sentence: "may now be null". */
  readonly words: string;
}
