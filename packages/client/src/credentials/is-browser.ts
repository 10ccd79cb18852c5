/**
 * Whether a page's visitors could read what this program holds. A page has a `document`; its workers have none, but name a
 * browser as their user agent, which other runtimes with a worker scope (Deno, Cloudflare Workers) do not.
 */
export function isBrowser(scope: object = globalThis): boolean {
  if ("window" in scope && "document" in scope) return true;
  return "WorkerGlobalScope" in scope && "navigator" in scope && userAgent(scope.navigator).startsWith("Mozilla/");
}

function userAgent(navigator: unknown): string {
  return typeof navigator === "object" && navigator !== null && "userAgent" in navigator
    ? String(navigator.userAgent)
    : "";
}
