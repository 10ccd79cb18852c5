import type { ReplaceWord } from "./word-replacer.ts";

/** Words, and before them what looks like words but tells nobody's name: it is left as it is. */
const LEFT_ALONE = String.raw`^Child of (?=EX)|\b(?:true|false|null)\b|\b(?:EX|DM)(?=\d{10})`;
const LEFT_ALONE_IN_JSON = String.raw`\\u[0-9a-fA-F]{4}|\\.|\d+[eE][+-]?\d+`;
const WORD = String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|[\p{Letter}\p{Number}\p{Mark}]+`;
const IN_TEXT = new RegExp(`(?<kept>${LEFT_ALONE})|${WORD}`, "gu");
const IN_JSON = new RegExp(`(?<kept>${LEFT_ALONE}|${LEFT_ALONE_IN_JSON})|${WORD}`, "gu");

/** Replaces the words of a text; JSON in a text still is JSON. */
export function replaceText(text: string, replaceWord: ReplaceWord): string {
  return text.replace(isJson(text) ? IN_JSON : IN_TEXT, (word, kept) =>
    kept === undefined ? replaceWord(word) : word,
  );
}

function isJson(text: string): boolean {
  if (!/^\s*["[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A number that is an id, by another of as many digits. */
export function replaceNumber(id: number, replaceWord: ReplaceWord): number {
  if (!Number.isSafeInteger(id) || id < 0) return id;
  const replacement = Number(replaceWord(String(id)));
  return Number.isSafeInteger(replacement) ? replacement : Math.floor(replacement / 10);
}
