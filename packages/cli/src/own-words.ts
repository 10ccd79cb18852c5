/** The client speaks of its own options; a user of the command has others. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bbaseUrl must be\b/g, "--base-url must be"],
  [/\ban `endpoint`, or any|\bone of `endpoints`, or check your own\b/gi, "--site, or check --base-url"],
  [/\bUse one of `endpoints`/g, "Use --site"],
  [/Raise `timeout`, or ask for fewer tickets at a time\./g, "Raise --timeout."],
  [
    /Send fewer requests: lower `maxConcurrency` or set `requestsPerSecond`\./g,
    "Other programs may use the same limit.",
  ],
  [/Its `checkpoint` is where to continue once the cause is gone\./g, ""],
  [/There is no checkpoint to continue from: list again from the start\./g, ""],
  [/, or raise `maxResponseBytes`/g, ""],
  [/, or pass it as `ca`/g, ""],
  [/^creator must be/, "--creator must be"],
  [/^document_name must be/, "--document-name must be"],
  [/^document_id must be/, "--document-id must be"],
  [/^interval must be/, "--interval must be"],
  [/^timeout must be/, "--timeout must be"],
];

/** The message of an error of the client, in the words of the command. */
export function inOwnWords(message: string): string {
  return WORDS.reduce((text, [pattern, words]) => text.replace(pattern, words), message).trim();
}
