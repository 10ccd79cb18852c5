import { type CallDetails, CallError, describeEffort } from "./call-error.ts";
import { guardOf } from "./coc-error.ts";
import { innermostMessage } from "./innermost-message.ts";

/** No answer came: the name did not resolve, the connection was refused or reset, or it broke before the head of the answer was there. */
export class NetworkError extends CallError {
  override readonly name = "NetworkError" as const;
  readonly code = "network_error" as const;
  readonly retryable = true;

  /** `cause` is what the runtime said, without whatever could hold a secret. */
  constructor(details: CallDetails & { readonly host: string }, cause: Error) {
    super(
      details,
      `failed: no answer from ${details.host}: ${innermostMessage(cause)} (${describeEffort(details)}). ` +
        "Check the base URL, the network and the proxy.",
      { cause },
    );
  }
}

/** Whether `error` is a {@link NetworkError}, of this or of another copy of the package. */
export const isNetworkError: (error: unknown) => error is NetworkError = guardOf<NetworkError>("network_error");
