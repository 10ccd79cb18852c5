import { InvalidArgumentError } from "./errors.ts";

/**
 * The addresses of COC, one per site. A site is a partition of its own, with its own accounts: the address of another site
 * does not necessarily refuse your key, it may return an empty list.
 *
 * Source: the regions that the vendor's SDKs declare for COC (huaweicloud-sdk-nodejs-v3, services/coc/v1/CocRegion.ts).
 */
export const endpoints: {
  /** The China site. */
  readonly china: "https://coc.myhuaweicloud.com";
  /** The international site. */
  readonly international: "https://coc-intl.myhuaweicloud.com";
  /** The European site. */
  readonly europe: "https://coc-eu-west-101-open-api.myhuaweicloud.eu";
} = {
  china: "https://coc.myhuaweicloud.com",
  international: "https://coc-intl.myhuaweicloud.com",
  europe: "https://coc-eu-west-101-open-api.myhuaweicloud.eu",
};

/**
 * The base URL without a slash at its end. In a browser a path alone, such as `/coc`, is one of the page's own origin.
 *
 * @throws {InvalidArgumentError} saying what is allowed, and why a path alone is not.
 */
export function resolveBaseUrl(value: unknown): string {
  const text = typeof value === "object" && value !== null && "href" in value ? value.href : value;
  const isPath = typeof text === "string" && /^\/(?![/\\])/.test(text);
  const url = isPath ? ownUrl(text) : parse(text);
  if (url !== undefined && isPlain(url) && !/[?#]/.test(String(text))) return url.href.replace(/\/+$/, "");
  throw new InvalidArgumentError({
    option: "baseUrl",
    allowed: `one of endpoints (${Object.keys(endpoints).join(", ")}) or an http(s) URL without query, fragment and user name`,
    // What stands before an @ or in a query may be a secret, which must not be repeated in an error.
    ...(/[@=]/.test(String(text)) ? {} : { value }),
    hint:
      isPath && url === undefined
        ? "A path alone works in a browser only, where it is a path of the page's own origin."
        : undefined,
  });
}

function parse(text: unknown, base?: string): URL | undefined {
  try {
    return typeof text === "string" ? new URL(text, base) : undefined;
  } catch {
    return undefined;
  }
}

function ownUrl(path: string): URL | undefined {
  const { location } = globalThis as { readonly location?: { readonly origin?: string } };
  return location?.origin === undefined ? undefined : parse(path, location.origin);
}

function isPlain({ protocol, search, hash, username, password }: URL): boolean {
  return /^https?:$/.test(protocol) && search + hash + username + password === "";
}
