import { readFile } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { InvalidArgumentError } from "../../errors.ts";
import { type Checks, checkOptions, text } from "../../options.ts";
import { type CredentialField, type Credentials, checkCredentials } from "../../signing/credentials.ts";
import type { CredentialsProvider } from "../auth.ts";
import { type Environment, processEnvironment } from "../environment.ts";

/** Which profile is read. */
export interface ProfileOptions {
  /** @default `HUAWEICLOUD_SDK_CREDENTIALS_FILE` if that is set, else `~/.huaweicloud/credentials` */
  readonly file?: string | undefined;
  /** The section within it. It inherits from `[DEFAULT]`. @default `basic`, or `global` if there is no `basic` */
  readonly section?: string | undefined;
}

const PROFILE_CHECKS: Checks<ProfileOptions> = { file: text, section: text };

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
 * A provider that reads the profile file of the vendor's SDKs, an INI file with `ak` and `sk` and, if needed,
 * `security_token`, `project_id` and `domain_id`. The file is read each time the provider is called.
 *
 * @throws InvalidArgumentError (the provider) naming the file, section, line or key that is missing or cannot work.
 */
export function fromProfile(options: ProfileOptions = {}): CredentialsProvider {
  checkOptions(options, PROFILE_CHECKS, "the options of fromProfile");
  return async () => {
    const credentials = await readProfile(options);
    if (credentials !== undefined) return credentials;
    const file = profileFile(options);
    if (file === undefined)
      throw new InvalidArgumentError({ option: "file", allowed: "given: this user has no home directory" });
    throw new InvalidArgumentError({
      option: `the credentials file ${file}`,
      allowed: "a file that exists and can be read",
    });
  };
}

/** The file that somebody has named, by the option or by the environment. An empty name is none. */
function namedFile({ file }: ProfileOptions, environment: Environment): string | undefined {
  return file || environment.HUAWEICLOUD_SDK_CREDENTIALS_FILE || undefined;
}

/** The file that a profile is read from; undefined if none is named and the user has no home directory. */
export function profileFile(
  options: ProfileOptions,
  environment: Environment = processEnvironment(),
): string | undefined {
  const home = homeFolder();
  return namedFile(options, environment) ?? (home && join(home, ".huaweicloud", "credentials"));
}

/** `HOME=` is no home, and would lead to the working directory; a user id without an entry has none either, and throws. */
function homeFolder(): string | undefined {
  try {
    return homedir() || userInfo().homedir || undefined;
  } catch {
    return undefined;
  }
}

/**
 * The credentials of the profile; undefined if there is no file and nobody has named one. A file that is named and missing is a
 * mistake, and so is a file without credentials.
 */
export async function readProfile(
  options: ProfileOptions,
  environment: Environment = processEnvironment(),
): Promise<Credentials | undefined> {
  const file = profileFile(options, environment);
  const text = file && (await readProfileFile(file, namedFile(options, environment) !== undefined));
  if (file === undefined || text === undefined) return undefined;

  const sections = readIni(text, file);
  const names = options.section === undefined ? DEFAULT_SECTIONS : [options.section];
  const name = names.find((candidate) => sections.has(candidate)) ?? "";
  const own = sections.get(name);
  if (own === undefined)
    throw new InvalidArgumentError({
      option: `the credentials file ${file}`,
      allowed: `one with a section ${names.map((candidate) => `[${candidate}]`).join(" or ")}`,
    });

  const section = new Map([...(sections.get("DEFAULT") ?? []), ...own]); // as Python's configparser inherits

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

async function readProfileFile(file: string, isNamed: boolean): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (thrown) {
    const code = typeof thrown === "object" && thrown !== null && "code" in thrown ? String(thrown.code) : "unknown";
    if (!isNamed && ["ENOENT", "ENOTDIR", "EACCES"].includes(code)) return undefined;
    const allowed = `a file that exists and can be read (${code})`;
    throw new InvalidArgumentError({ option: `the credentials file ${file}`, allowed });
  }
}

/** The keys of each section, by name. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads `[section]`, `key = value` or `key: value`, and whole-line comments behind `#` or `;`: what Python's `configparser`
 * takes, by which the vendor's SDK reads the file, without its continued lines: a line that is indented deeper than the key
 * before it is not one of its own there. Keys are case-insensitive there, too.
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
    const content = line.trimStart();
    const indent = line.length - content.length;
    const [start, key] = /^([\w.-]+)\s*[=:]/.exec(content) ?? [];
    if (start === undefined || key === undefined || indent > deepest)
      throw new InvalidArgumentError({
        option: where,
        allowed: "[section], key = value, or a comment that begins with #",
      });
    if (section === undefined)
      throw new InvalidArgumentError({ option: where, allowed: "below a [section], such as [basic]" });
    take(section, key.toLowerCase(), content.slice(start.length).trim(), where);
    deepest = indent;
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
