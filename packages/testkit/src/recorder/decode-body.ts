import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

/** A larger one is not recorded: it is none of this service's. */
const MAX_LENGTH = 64 * 1024 * 1024;

/** A body as a text, whatever it was packed in; undefined where that is not known. */
export function decodeBody(body: Buffer, encoding = ""): string | undefined {
  const limits = { maxOutputLength: MAX_LENGTH };
  try {
    switch (encoding.trim().toLowerCase()) {
      case "":
      case "identity":
        return body.toString("utf8");
      case "gzip":
      case "x-gzip":
        return gunzipSync(body, limits).toString("utf8");
      case "deflate":
        return inflateSync(body, limits).toString("utf8");
      case "br":
        return brotliDecompressSync(body, limits).toString("utf8");
      default:
        return undefined;
    }
  } catch {
    return undefined;
  }
}
