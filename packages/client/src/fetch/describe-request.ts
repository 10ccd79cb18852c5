/** How an error names a request: without host and query, which may be long and are the caller's own. */
export function describeRequest({ method, url }: Request): { readonly method: string; readonly path: string } {
  return { method, path: new URL(url).pathname };
}
