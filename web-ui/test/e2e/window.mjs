// What the tests of the window share: a signed-in page and ways to make runs for it.

/** Opens the one-time link and waits for the workbench. */
export async function signIn(page, server) {
  await page.goto(server.loginLink());
  await page.locator('[data-role="connection"][data-state="live"]').first().waitFor({ state: 'attached' });
  await page.locator('#oneliner .ol:visible, .tb-ol:visible').first().waitFor();
}

/** Speaks to the API as the page would. */
export function api(page, method, path, body) {
  return page.evaluate(async ([verb, address, content]) => {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() };
    const response = await fetch(address, { method: verb, headers, body: verb === 'GET' ? undefined : JSON.stringify(content ?? {}) });
    return response.json();
  }, [method, path, body]);
}

/** A run from steps; a text is a step that asks a person. */
export async function makeRun(page, title, steps, more = {}) {
  const { items } = await api(page, 'GET', '/v2/projects');
  return api(page, 'POST', '/v2/oneliner/runs', {
    project_id: items[0].id, session_id: '', source_screen: 'api', source_action_key: 'test', title, summary: title,
    intent_key: 'test', platform: 'douyin', platform_scope: 'single_platform', plan_request: { goal: title, steps }, ...more,
  });
}

export const confirmByApi = (page, run) =>
  api(page, 'POST', `/v2/oneliner/runs/${run.id}/confirm`, { reason: '', plan_digest: run.plan.digest });

/** Puts a run on the card, by its line in the stream. */
export async function showRun(page, run) {
  await page.locator(`.stream .ref[data-run="${run.id}"]`).first().click();
  await cardOf(page, run).waitFor();
}

export const cardOf = (page, run) => page.locator(`.oneliner-run-card[data-run="${run.id}"]`);

export const inState = (page, run, state) => page.locator(`.oneliner-run-card[data-run="${run.id}"][data-state="${state}"]`).waitFor();

/** A step that fails, and what the read-only tools are called. */
export const FAILING = { title: '应用权重', tool: 'strategy.apply-weights', arguments: { platform: 'douyin' }, detail: '' };
