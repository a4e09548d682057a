// `./storyforge bench --pages`: the times of the pages in Chromium, as a table, each with the pace of the machine while it
// was measured. Ends with 1 when one could not be measured.
import { loadavg } from 'node:os';
import { openBrowser } from '../test/e2e/browser.mjs';
import { startServer } from '../test/e2e/server.mjs';
import { makeRun, signIn } from '../test/e2e/window.mjs';
import { FIGURES, pace } from './figures.mjs';

const wanted = process.argv.slice(2);
const server = await startServer();
const { browser, context, page } = await openBrowser();
let whole = true;
try {
  await signIn(page, server);
  const run = await makeRun(page, 'Bench', ['Decide']);
  const site = { browser, server, session: await context.storageState(), runId: run.id, newRun: makerOf(server, run) };
  await page.close();
  console.log('| figure | measured | goal | met | counting loop, load |\n| --- | ---: | ---: | --- | ---: |');
  for (const { name, unit, most, measure } of FIGURES.filter((figure) => wanted.every((word) => figure.name.includes(word)))) {
    try {
      const loop = await pace(browser);
      const { value, all } = await measure(site);
      console.log(`| ${name} | ${value.toFixed(0)} ${unit} | \u2264 ${most} ${unit} | ${value <= most ? 'yes' : 'NO'} | ${loop.toFixed(0)} ms, ${loadavg()[0].toFixed(1)} |`);
      console.error(`  ${all.map((one) => (typeof one === 'number' ? one.toFixed(0) : one)).join(', ')}`);
    } catch (error) {
      whole = false;
      console.log(`| ${name} | FAILED | \u2264 ${most} ${unit} | | |`);
      console.error(error);
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
process.exitCode = whole ? 0 : 1;

/** Makes runs from outside of the browser, as another program of the same person would. */
function makerOf({ base, token }, { project_id: projectId, session_id: sessionId }) {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  return async (title) => {
    const body = JSON.stringify({
      project_id: projectId, session_id: sessionId, source_screen: 'api', source_action_key: 'bench', title, summary: title,
      intent_key: 'bench', platform: 'douyin', platform_scope: 'single_platform', plan_request: { goal: title, steps: ['Look'] },
    });
    const answer = await fetch(`${base}/v2/oneliner/runs`, { method: 'POST', headers: { ...headers, 'Idempotency-Key': crypto.randomUUID() }, body });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  };
}
