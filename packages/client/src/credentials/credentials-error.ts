import { CocError, guardOf } from "../errors/coc-error.ts";

/** No credentials could be had, so nothing was sent. The `cause` is what the provider said. */
export class CredentialsError extends CocError {
  override readonly name = "CredentialsError" as const;
  readonly code = "credentials_unavailable" as const;
  readonly retryable = false;
}

/** Whether `error` is a {@link CredentialsError}, of this or of another copy of the package. */
export const isCredentialsError: (error: unknown) => error is CredentialsError =
  guardOf<CredentialsError>("credentials_unavailable");
