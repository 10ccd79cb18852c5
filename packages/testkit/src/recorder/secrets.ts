/** What of a request nobody else may see. */
export interface Secrets {
  /** Credentials, and whose they are: other requests and answers may hold them too. */
  readonly lasting: readonly string[];
  /** The signature, which is of this request alone. */
  readonly passing: readonly string[];
}

/** Headers whose whole value is one. */
const SECRET_HEADERS: readonly string[] = ["x-auth-token", "x-security-token", "x-project-id", "x-domain-id"];
/** No shorter text is taken for a secret: it would be found everywhere. */
const SHORTEST = 6;

export function secretsOf(headers: Readonly<Record<string, string>>): Secrets {
  const authorizations = ["authorization", "proxy-authorization"].flatMap((name) => headers[name] ?? []);
  const parts = authorizations.map((value) => /^SDK-HMAC-SHA256 Access=([^,\s]+),.*Signature=(\w+)$/.exec(value));
  const others = authorizations.flatMap((value, index) => (parts[index] ? [] : [value.replace(/^\S+\s+/, "")]));
  const cookies = (headers.cookie ?? "").split(";").map((cookie) => cookie.replace(/^[^=]*=/, "").trim());
  const whole = SECRET_HEADERS.flatMap((name) => headers[name] ?? []);
  const isLong = (secret: string) => secret.length >= SHORTEST;
  return {
    lasting: [...parts.map((part) => part?.[1] ?? ""), ...others, ...cookies, ...whole].filter(isLong),
    passing: parts.map((part) => part?.[2] ?? "").filter(isLong),
  };
}

/** The text with each secret hidden: as it is, escaped, in Base64 alone and within more, and in hexadecimal digits. */
export function hideSecrets(text: string, secrets: Iterable<string>): string {
  let hidden = text;
  for (const secret of secrets) for (const form of formsOf(secret)) hidden = hidden.replaceAll(form, "hidden");
  return hidden;
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((shift) => coreOfBase64(bytes, shift));
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    ...base64,
    ...base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
    bytes.toString("hex"),
  ].filter((form) => form.length >= SHORTEST);
}

/** Its Base64 where so many bytes stand before it, without the digits that those and what follows have a part in. */
function coreOfBase64(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
}
