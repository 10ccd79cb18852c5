import { CredentialsError } from "../../errors.ts";
import { type Checks, checkOptions, func, milliseconds, text } from "../../options.ts";
import { redactCause, redactor } from "../../redact.ts";
import { type Credentials, checkCredentials } from "../../signing/credentials.ts";
import type { CredentialsProvider, ProviderContext } from "../auth.ts";

/** How the metadata service is reached. */
export interface EcsMetadataOptions {
  /** Milliseconds that each of the two requests may take. @default 3000 */
  readonly timeout?: number | undefined;
  /** @default "http://169.254.169.254" */
  readonly baseUrl?: string | undefined;
  /** @default the global `fetch` */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
}

const CHECKS: Checks<EcsMetadataOptions> = {
  timeout: milliseconds(1),
  baseUrl: text,
  fetch: func("a function like the global fetch"),
};

/** Addresses, headers and statuses: huaweicloud-sdk-python-v3, auth/internal.py, MetadataAccessor. */
const BASE_URL = "http://169.254.169.254";
const TOKEN_PATH = "/meta-data/latest/api/token";
const CREDENTIALS_PATH = "/openstack/latest/securitykey";
const TOKEN_LIFETIME = 6 * 60 * 60; // seconds, as the vendor asks for; it is used once
/** The statuses of a metadata service without tokens when it is asked for one. */
const HAS_NO_TOKENS = [404, 405, 503];

/**
 * A provider that asks the metadata service of the Elastic Cloud Server it runs on for the temporary key of the server's
 * agency. First it asks for a token, as the hardened mode of the service wants; if there is none, it does without.
 *
 * @throws CredentialsError (the provider) if there is no such service, or the server has no agency.
 */
export function fromEcsMetadata(options: EcsMetadataOptions = {}): CredentialsProvider {
  checkOptions(options, CHECKS, "the options of fromEcsMetadata");
  const { timeout = 3000, baseUrl = BASE_URL, fetch = (url, init) => globalThis.fetch(url, init) } = options;
  const ask = async (
    path: string,
    init: RequestInit,
    { signal }: ProviderContext,
    secrets: readonly string[] = [],
  ): Promise<Answer> => {
    const limit = AbortSignal.timeout(timeout);
    try {
      const response = await fetch(baseUrl + path, {
        ...init,
        redirect: "error", // a redirect would carry the metadata token elsewhere
        signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
      });
      return { status: response.status, text: await response.text() };
    } catch (thrown) {
      signal?.throwIfAborted();
      const why = limit.aborted ? `no answer within ${timeout} ms` : "it cannot be reached";
      throw new CredentialsError(`The ECS metadata service at ${baseUrl} returned no credentials: ${why}.`, {
        cause: redactCause(
          thrown,
          redactor(() => secrets), // a token that no header can carry is quoted by who refuses it
        ),
      });
    }
  };

  return async (context) => {
    const lifetime = { "X-Metadata-Token-Ttl-Seconds": String(TOKEN_LIFETIME) };
    const token = await ask(TOKEN_PATH, { method: "PUT", headers: lifetime }, context);
    if (token.status !== 200 && !HAS_NO_TOKENS.includes(token.status))
      throw new CredentialsError(
        `The ECS metadata service at ${baseUrl} returned no token: its status was ${token.status}.`,
      );

    const secret = token.status === 200 ? token.text.trim() : "";
    const headers = token.status === 200 ? { "X-Metadata-Token": secret } : {};
    const answer = await ask(CREDENTIALS_PATH, { headers }, context, [secret]);
    if (answer.status !== 200)
      throw new CredentialsError(
        `The ECS metadata service at ${baseUrl} returned no credentials: its status was ${answer.status}. Does the server have an agency?`,
      );
    return readCredentials(answer.text, baseUrl);
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What the vendor's SDK reads: `{ credential: { access, secret, securitytoken, expires_at } }`. */
function readCredentials(text: string, baseUrl: string): Credentials {
  const { access, secret, securitytoken, expires_at } = fieldsOf(fieldsOf(parse(text)).credential);
  if (typeof access !== "string" || typeof secret !== "string" || typeof securitytoken !== "string")
    throw new CredentialsError(`The ECS metadata service at ${baseUrl} returned something other than credentials.`);
  const ends = typeof expires_at === "string" ? { expiration: new Date(expires_at) } : {};
  return checkCredentials(
    { accessKeyId: access, secretAccessKey: secret, securityToken: securitytoken, ...ends },
    (field) => `${field} from the ECS metadata service at ${baseUrl}`,
  );
}

/** Nothing of what `JSON.parse` throws is kept: it quotes the text, which may hold the key. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
