/** An access key, for good or for a while, and what goes along with it. */
export interface Credentials {
  /** The access key id (AK). */
  readonly accessKeyId: string;
  /** The secret access key (SK). It signs, and is never sent. */
  readonly secretAccessKey: string;
  /** The session token of a temporary key, sent as `X-Security-Token`. */
  readonly securityToken?: string | undefined;
  /** Sent as `X-Project-Id`, where an API is of a project. */
  readonly projectId?: string | undefined;
  /** Sent as `X-Domain-Id`, where an API is of an account. */
  readonly domainId?: string | undefined;
  /** When a temporary key ends. */
  readonly expiration?: Date | undefined;
}

/** What a provider is told. */
export interface ProviderContext {
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Gets credentials, at first use and again shortly before they expire. Those without an `expiration` are asked for every
 * five minutes, so that a key that was replaced where it is kept is noticed. What it throws reaches the caller as the cause
 * of a `CredentialsError`, by name, code and message.
 */
export type CredentialsProvider = (context: ProviderContext) => Credentials | Promise<Credentials>;
