/** What an error body says, in whichever of the vendor's shapes. */
export interface ErrorBodyContent {
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  readonly requestId: string | undefined;
  /** What IAM adds if a policy denies the call. */
  readonly encodedAuthorizationMessage: string | undefined;
}

/**
 * Reads an error body. The service and the gateway send `error_code` and `error_msg`; other parts of the vendor's cloud, which may
 * be in between, send `errorCode` and `errorMsg` or `code` and `message`, and some nest them in one more object.
 *
 * Source: the shapes that the vendor's own SDK accepts (huaweicloud-sdk-python-v3,
 * huaweicloud-sdk-core/huaweicloudsdkcore/exceptions/exception_handler.py).
 */
export function readErrorBody(body: unknown): ErrorBodyContent {
  if (!isObject(body)) return readFields({});
  const own = readFields(body);
  if (own.errorCode !== undefined || own.errorMessage !== undefined) return own;
  const nested = Object.values(body)
    .filter(isObject)
    .map(readFields)
    .find((fields) => fields.errorCode !== undefined);
  if (nested === undefined) return own;
  return {
    ...nested,
    requestId: nested.requestId ?? own.requestId,
    encodedAuthorizationMessage: nested.encodedAuthorizationMessage ?? own.encodedAuthorizationMessage,
  };
}

function readFields(body: Record<string, unknown>): ErrorBodyContent {
  return {
    errorCode: firstText(body.error_code, body.errorCode, body.code),
    errorMessage: firstText(body.error_msg, body.errorMsg, body.message),
    requestId: firstText(body.request_id),
    encodedAuthorizationMessage: firstText(body.encoded_authorization_message),
  };
}

/** The first that is a non-empty string or a number; a code may come as a number. */
function firstText(...values: readonly unknown[]): string | undefined {
  const value = values.find((each) => (typeof each === "string" && each !== "") || typeof each === "number");
  return value === undefined ? undefined : String(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether the body of a 200 reports an error. Sibling operations of COC send `COC.00000000` or `GOM.00000000` on success; any
 * other code counts as an error. The ambiguous shapes count only if there is no data.
 *
 * Source: responses printed in the vendor's product descriptions (huaweicloud.com/guide, COC).
 */
export function hasErrorCode(body: unknown): boolean {
  if (!isObject(body)) return false;
  const code = "data" in body ? firstText(body.error_code, body.errorCode) : readErrorBody(body).errorCode;
  return code !== undefined && code !== "0" && !code.endsWith(".00000000");
}
