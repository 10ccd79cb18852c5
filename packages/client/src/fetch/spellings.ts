/** What is as short as this stands in other words, or in Base64, by chance. */
const SHORTEST_WITHIN_WORDS = 5;
const SHORTEST_IN_BASE64 = 8;

const ENTITIES: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/**
 * Finds a secret in an answer in whichever way it may be spelt there: as it is, percent-encoded once or more, escaped as in JSON,
 * in JavaScript or in HTML, in Base64 also as a part of something longer, and all of that in upper or lower case. One of a few
 * characters, as tests have them, is only found as it is and where it stands alone.
 */
export function spellingsOf(secret: string): RegExp {
  const plain = Array.from(secret, spellingsOfCharacter).join("");
  if (secret.length < SHORTEST_WITHIN_WORDS) return new RegExp(`(?<![A-Za-z0-9])(?:${plain})(?![A-Za-z0-9])`, "g");
  const encoded = secret.length < SHORTEST_IN_BASE64 ? [] : base64Of(secret);
  return new RegExp([plain, ...encoded].join("|"), "gi");
}

/** Letters and digits stay what they are in all of these ways. */
function spellingsOfCharacter(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, "0");
  const entity = ENTITIES[character];
  // Each number is bounded, lest a service could make the search slow with a text made for it.
  const spellings = [
    `\\\\{0,4}\\u${hex.padStart(4, "0")}`, // with the backslashes of a text within a text
    `%(?:25){0,4}${hex}`,
    `\\\\{1,4}(?:u00|x)${hex}`,
    `&#(?:0{0,4}${code}|x0{0,4}${hex});`,
    ...(entity === undefined ? [] : [`&${entity};`]),
    ...(character === " " ? ["\\+"] : []), // as forms encode it
  ];
  return `(?:${spellings.join("|")})`;
}

/** What of the Base64 of a text is the same wherever in something longer the text stands: by its place within three bytes. */
function base64Of(secret: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = btoa("\0".repeat(before) + secret);
    const whole = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + secret.length) * 8) / 6));
    return whole.replace(/[+/]/g, (sign) => (sign === "+" ? "[-+]" : "[_/]"));
  });
}
