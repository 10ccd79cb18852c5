import { replaceNumber, replaceText } from "../anonymize/replace-text.ts";
import type { ReplaceWord } from "../anonymize/word-replacer.ts";
import { isObject } from "../check-option.ts";

/** What tells nothing of whose tickets they are. */
const KEPT_FIELDS: readonly string[] = [
  "status",
  "type",
  "action",
  "key",
  "document_version",
  "target_parameter_name",
  "error_code",
];
const KEPT_PARAMETERS: readonly string[] = ["limit", "offset", "start_time", "end_time", "exclude_child_executions"];

/** The words of the gateway's and the service's own messages: a program may go by them. Every other word of a message is replaced. */
const VOCABULARY = new Set(
  `Incorrect IAM authentication information verify aksk signature fail calc expired time server token expires decrypt ak not exist canonicalRequest
  The throttling threshold has been reached policy user over ratelimit limit minute Invalid parameter values parameters request are invalid Internal error
  is unavailable authorized to access API does or published in environment execution backend timeout of and for a`.split(
    /\s+/,
  ),
);

/** An answer's body, with pseudonyms in place of names, ids and free text. */
export function hideNames(value: unknown, replaceWord: ReplaceWord, field = ""): unknown {
  if (typeof value === "string") return hideText(value, replaceWord, field);
  if (typeof value === "number") return field === "id" ? replaceNumber(value, replaceWord) : value;
  if (Array.isArray(value)) return value.map((item) => hideNames(item, replaceWord, field));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hideNames(item, replaceWord, name)]));
}

function hideText(text: string, replaceWord: ReplaceWord, field: string): string {
  if (KEPT_FIELDS.includes(field)) return text;
  if (field !== "error_msg") return replaceText(text, replaceWord);
  return replaceText(text, (word) => (VOCABULARY.has(word) || /^\d{1,3}$/.test(word) ? word : replaceWord(word)));
}

/** A path and query, with the same pseudonyms as the bodies. */
export function hideNamesInTarget(target: string, replaceWord: ReplaceWord): string {
  const url = new URL(target, "http://session");
  const path = url.pathname.replace(/(?<=\/executions\/)(?!instances$)[^/]+/, (id) =>
    encodeURIComponent(replaceText(decodeURIComponent(id), replaceWord)),
  );
  const query = [...url.searchParams].map(([name, value]) => [
    name,
    KEPT_PARAMETERS.includes(name) ? value : replaceText(value, replaceWord),
  ]);
  const text = new URLSearchParams(query).toString();
  return path + (text === "" ? "" : `?${text}`);
}
