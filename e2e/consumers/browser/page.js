// What a page does with the client. Each function here is called from page.test.mjs, which gets and gives JSON only.
import { accessKey, createClient, isCocError, token } from "@coc-executions/client";
import { createMockApi, executions } from "@coc-executions/testkit";
import { handlers } from "@coc-executions/testkit/msw";
import { setupWorker } from "msw/browser";

const ELSEWHERE = "https://coc.example";

/** From a mock in the page itself, which checks the signatures. */
export function listInMemory(credentials) {
  const mock = createMockApi({ executions: executions(130), credentials });
  const auth = () => accessKey(credentials, { dangerouslyAllowBrowser: true });
  return list(ELSEWHERE, auth, { fetch: mock.fetch });
}

export function listByToken(baseUrl, secret) {
  return list(baseUrl, () => token(secret));
}

export function listByAccessKey(baseUrl, credentials, options) {
  return list(baseUrl, () => accessKey(credentials, options));
}

/** From a host that does not exist, behind which MSW's service worker puts the mock. */
export async function listByServiceWorker(secret) {
  const mock = createMockApi({ executions: executions(130), token: secret });
  const worker = setupWorker(...handlers(mock, { baseUrl: ELSEWHERE }));
  await worker.start({ quiet: true, onUnhandledRequest: "bypass" });
  const listed = await list(ELSEWHERE, () => token(secret));
  worker.stop();
  return { ...listed, explanation: mock.explain() };
}

/** The ids of all tickets and the request id of one page, or what was thrown. */
async function list(baseUrl, auth, options = {}) {
  try {
    const client = createClient({ baseUrl, auth: auth(), retry: { maxAttempts: 1 }, ...options });
    const tickets = await client.executions.list({}, { pageSize: 50 }).toArray();
    const { requestId } = await client.executions.listPage({ limit: 1 });
    return { ids: tickets.map(({ execution_id }) => execution_id), requestId };
  } catch (error) {
    const { name, code, status, errorCode, message, option } = error;
    return { error: { name, code, status, errorCode, message, option, isCocError: isCocError(error) } };
  }
}
