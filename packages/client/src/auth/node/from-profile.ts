import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { InvalidArgumentError } from "../../errors.ts";
import { type CredentialField, type Credentials, checkCredentials } from "../../signing/credentials.ts";
import type { CredentialsProvider } from "../auth.ts";
import { type Environment, processEnvironment } from "../environment.ts";

/** Which profile is read. */
export interface ProfileOptions {
  /** @default `HUAWEICLOUD_SDK_CREDENTIALS_FILE` where that is set, else `~/.huaweicloud/credentials` */
  readonly file?: string | undefined;
  /** The section within it. @default `basic`, or `global` where there is no `basic` */
  readonly section?: string | undefined;
}

/** The names of file, sections and keys: huaweicloud-sdk-python-v3, auth/provider.py, ProfileCredentialProvider. */
const DEFAULT_SECTIONS = ["basic", "global"];
const KEYS: Readonly<Record<CredentialField, string>> = {
  accessKeyId: "ak",
  secretAccessKey: "sk",
  securityToken: "security_token",
  projectId: "project_id",
  domainId: "domain_id",
};

/**
 * A provider that reads the profile file of the vendor's SDKs, an INI file with `ak` and `sk`, and where they are needed
 * `security_token`, `project_id` and `domain_id`. The file is read each time the provider is asked.
 *
 * @throws InvalidArgumentError (the provider) naming the file, section, line or key that is missing or cannot work.
 */
export function fromProfile(options: ProfileOptions = {}): CredentialsProvider {
  return async () => {
    const credentials = await readProfile(options);
    if (credentials !== undefined) return credentials;
    throw new InvalidArgumentError({ option: `the credentials file ${profileFile(options)}`, allowed: "there" });
  };
}

/** The file that a profile is read from. */
export function profileFile({ file }: ProfileOptions, environment: Environment = processEnvironment()): string {
  return file || environment.HUAWEICLOUD_SDK_CREDENTIALS_FILE || join(homedir(), ".huaweicloud", "credentials");
}

/** The credentials of the profile, or nothing where there is no file. A file without them is a mistake, not nothing. */
export async function readProfile(options: ProfileOptions): Promise<Credentials | undefined> {
  const file = profileFile(options);
  const text = await readFileIfThere(file);
  if (text === undefined) return undefined;

  const sections = readIni(text, file);
  const names = options.section === undefined ? DEFAULT_SECTIONS : [options.section];
  const name = names.find((candidate) => sections.has(candidate)) ?? "";
  const section = sections.get(name);
  if (section === undefined)
    throw new InvalidArgumentError({
      option: `the credentials file ${file}`,
      allowed: `one with a section ${names.map((candidate) => `[${candidate}]`).join(" or ")}`,
    });

  const read = (field: CredentialField) => {
    const value = section.get(KEYS[field]) || undefined;
    if (value === undefined || !/^(["']).*\1$/.test(value)) return value;
    throw new InvalidArgumentError({
      option: `${KEYS[field]} in [${name}] of ${file}`,
      allowed: "without quotes",
      hint: "In this file they would be a part of the value.",
    });
  };
  return checkCredentials(
    {
      accessKeyId: read("accessKeyId") ?? "",
      secretAccessKey: read("secretAccessKey") ?? "",
      securityToken: read("securityToken"),
      projectId: read("projectId"),
      domainId: read("domainId"),
    },
    (field) => `${KEYS[field]} in [${name}] of ${file}`,
  );
}

async function readFileIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
    if (code === "ENOENT") return undefined;
    throw new InvalidArgumentError({
      option: `the credentials file ${file}`,
      allowed: `a file that can be read (${code})`,
    });
  }
}

/** The keys of each section, by name. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads `[section]`, `key = value` or `key: value`, and whole-line comments behind `#` or `;`: what Python's `configparser`
 * takes, by which the vendor's SDK reads the file, without its continued lines: a line that is indented deeper than the key
 * before it is none of its own there. Keys are case-insensitive there, too.
 *
 * A line it cannot read is refused by its number, never quoted, since a secret may stand on it.
 */
export function readIni(text: string, file: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | undefined;
  let deepest = Number.POSITIVE_INFINITY;

  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const where = `line ${index + 1} of ${file}`;
    if (/^\s*([#;].*)?$/.test(line)) continue;

    const name = /^\s*\[([^\]]+)\]\s*$/.exec(line)?.[1];
    if (name !== undefined) {
      section = take(sections, name, new Map(), where);
      deepest = Number.POSITIVE_INFINITY;
      continue;
    }
    const [, indent = "", key, value] = /^(\s*)([\w.-]+)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (key === undefined || value === undefined || indent.length > deepest)
      throw new InvalidArgumentError({
        option: where,
        allowed: "[section], key = value, or a comment that begins with #",
      });
    if (section === undefined)
      throw new InvalidArgumentError({ option: where, allowed: "below a [section], such as [basic]" });
    take(section, key.toLowerCase(), value, where);
    deepest = indent.length;
  }
  return sections;
}

/** Takes one name once: with two values for it, whichever one is meant, the other is a mistake. */
function take<T>(known: Map<string, T>, name: string, value: T, where: string): T {
  if (known.has(name))
    throw new InvalidArgumentError({
      option: where,
      allowed: "the only one of its name",
      hint: `${name} was there before.`,
    });
  known.set(name, value);
  return value;
}
