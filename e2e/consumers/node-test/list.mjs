/** The plain loop. */
export async function listAll(fetch, baseUrl) {
  const tickets = [];
  for (let total = 1; tickets.length < total; ) {
    const response = await fetch(`${baseUrl}/v1/executions?limit=50&offset=${tickets.length}`);
    const page = await response.json();
    total = page.total;
    tickets.push(...page.data);
  }
  return tickets;
}
