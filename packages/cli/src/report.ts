import {
  type CocError,
  isApiError,
  isCocError,
  isCredentialsError,
  isInvalidArgumentError,
  isListingError,
  isNetworkError,
  isNotFoundError,
  isTimeoutError,
  isUnexpectedResponseError,
} from "@coc-executions/client";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { type Io, write } from "./io.ts";
import { inOwnWords } from "./own-words.ts";
import { UsageError } from "./usage-error.ts";

/** An error as data: one line of JSON on stderr. */
interface ErrorReport {
  /** What went wrong, as a name that does not change: `usage`, or the `code` of an error of the client. */
  readonly code: string;
  readonly message: string;
  readonly requestId: string | null;
  /** Whether the same command may succeed later. */
  readonly retryable: boolean;
  /** What to do. */
  readonly next: string;
}

/** Says what went wrong, without a stack, and which exit code it is. */
export async function report(
  error: unknown,
  io: Io,
  { isJson, isUsage = false }: { readonly isJson: boolean; readonly isUsage?: boolean },
): Promise<ExitCode> {
  if (io.signal.aborted) return EXIT.interrupted;
  const usage = isUsage || error instanceof UsageError || isInvalidArgumentError(error);
  const isOfDisk = isDiskError(error);
  if (!usage && !isCocError(error) && !isOfDisk) throw error;
  const message = inOwnWords(error instanceof Error ? error.message : String(error));
  const next = usage ? "Correct the command line: see --help." : isOfDisk ? NEXT.disk : nextOf(error as CocError);
  if (isJson) {
    const requestId =
      isApiError(error) || isNotFoundError(error) || isUnexpectedResponseError(error) ? error.requestId : undefined;
    const told: ErrorReport = {
      code: usage ? "usage" : isOfDisk ? "output" : (error as CocError).code,
      message,
      requestId: requestId ?? null,
      retryable: isCocError(error) && error.retryable,
      next,
    };
    await write(io.stderr, `${JSON.stringify(told)}\n`);
  } else {
    await write(io.stderr, `coc-executions: ${message}${usage ? "" : ` ${next}`}\n`);
  }
  return usage ? EXIT.usage : EXIT.failed;
}

const NEXT = {
  disk: "Make room, or write to another file; an export goes on with --resume.",
  credentials: "Check the access key, and that it belongs to this site.",
  permission: "Ask an administrator for the permission that the message names.",
  throttled: "Try again later, and narrow the list with --since or --document-id.",
  notFound: "Check the id and --site.",
  listing: "Run the same command again; an export goes on with --resume.",
  later: "Try again later.",
  network: "Check --site or --base-url, the network, and HTTPS_PROXY and NO_PROXY.",
  response: "Check --base-url: a proxy or a login page may be between you and the service.",
  other: "See the message, and quote the request id to the vendor's support.",
};

function nextOf(error: CocError): string {
  if (isApiError(error)) {
    if (error.status === 401) return NEXT.credentials;
    if (error.status === 403) return NEXT.permission;
    if (error.status === 429) return NEXT.throttled;
    return error.retryable ? NEXT.later : NEXT.other;
  }
  if (isCredentialsError(error)) return NEXT.credentials;
  if (isNotFoundError(error)) return NEXT.notFound;
  if (isListingError(error)) return NEXT.listing;
  if (isNetworkError(error)) return NEXT.network;
  if (isTimeoutError(error)) return NEXT.later;
  return isUnexpectedResponseError(error) ? NEXT.response : NEXT.other;
}

/** What the file system says: a full disk, a folder that is missing, a file that may not be written. */
function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";
}
