import { pick, type Random, seededRandom } from "../data/random.ts";

/** Gives each word its replacement: of the same length, of the same kinds of characters, and always the same. */
export type ReplaceWord = (word: string) => string;

/** How often another replacement is drawn for a word whose first was taken. Short words may have to share one. */
const TRIES = 20;

/** Makes replacements that depend on the seed and the word alone, but where two words would get the same one. */
export function createWordReplacer(seed: number): ReplaceWord {
  const replacements = new Map<string, string>();
  const taken = new Set<string>();
  return (word) => {
    const known = replacements.get(word);
    if (known !== undefined) return known;
    let replacement = word;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      replacement = draw(word, seededRandom(hash(`${seed} ${attempt} ${word}`)));
      if (replacement !== word && !taken.has(replacement)) break;
    }
    replacements.set(word, replacement);
    taken.add(replacement);
    return replacement;
  };
}

function draw(word: string, random: Random): string {
  if (UUID.test(word)) return word.replace(HEX_OF_UUID, () => pick(random, HEX));
  if (HEX_WORD.test(word)) return word.replace(/./g, () => pick(random, HEX));
  return [...word]
    .map((character, index) => {
      const kind = KINDS.find(({ of }) => of.test(character));
      // A number without a zero in front keeps having none, so that JSON in a text stays JSON.
      const choices = index === 0 && kind === DIGITS && character !== "0" ? NOT_ZERO : kind?.choices;
      return choices === undefined ? character : pick(random, choices);
    })
    .join("");
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** All digits of a UUID but those that tell its version and its variant. */
const HEX_OF_UUID = /(?<!^.{14}|^.{19})[0-9a-f]/g;
/** Digits and letters up to f, some of each. */
const HEX_WORD = /^(?=.*\d)(?=.*[a-f])[0-9a-f]+$/;
const HEX: Kind["choices"] = ["0", ..."123456789abcdef"];

interface Kind {
  readonly of: RegExp;
  readonly choices: readonly [string, ...string[]];
}

const DIGITS: Kind = { of: /\d/, choices: ["0", ..."123456789"] };
const NOT_ZERO: Kind["choices"] = ["1", ..."23456789"];
const KINDS: readonly Kind[] = [
  DIGITS,
  { of: /[a-z]/, choices: ["a", ..."bcdefghijklmnopqrstuvwxyz"] },
  { of: /[A-Z]/, choices: ["A", ..."BCDEFGHIJKLMNOPQRSTUVWXYZ"] },
  // In UTF-8 a letter stays as long as it was: of two, four or three bytes.
  { of: /[\u{80}-\u{7ff}]/u, choices: ["é", ..."àüñçøæößłśžабвгдежзий"] },
  { of: /[\u{10000}-\u{10ffff}]/u, choices: ["𠀀", ..."𠀁𠀂𠀃𠀄𠀅𠀆𠀇𠀈𠀉𠀊𠀋"] },
  { of: /\p{Letter}/u, choices: ["天", ..."地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"] },
];

/** FNV-1a over UTF-16 units, stirred: near seeds and near words must not give near streams. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
