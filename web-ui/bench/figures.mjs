// The times of the pages, each measured in Chromium against the real server.
import { setTimeout as wait } from 'node:timers/promises';

const LOADS = 5;
const EVENTS = 1000;
const BURST_SECONDS = 5;
const A_SECOND = 100;
/** A hundred words a minute, as a quick typist does: faster, and keys would wait for each other as no person's do. */
const TYPING = { delay: 120 };
/** What passes between seeing that something came and pressing the next thing: nobody answers a picture faster. */
const REACTION_MILLIS = 250;
/** How long a finger rests on a key. */
const PRESS = { delay: 60 };
/** Rounds of a loop that only counts. */
const ROUNDS = 20_000_000;
/** The figures of the product: what is measured, in which unit, and the most it may be. */
export const FIGURES = [
  { name: 'largest contentful paint, median of five cold loads', unit: 'ms', most: 1200, measure: largestPaint },
  { name: 'slowest interaction at a quarter of the CPU', unit: 'ms', most: 150, measure: slowestInteraction },
  { name: `${EVENTS} events of a run: from the data to the paint`, unit: 'ms', most: 100, measure: manyEvents },
  { name: `longest frame while ${A_SECOND} events a second arrive`, unit: 'ms', most: 50, measure: longestFrame },
];

/**
 * How fast the machine is just now: the milliseconds of a loop that only counts. Figures of two machines, or of a quiet
 * and a busy one, compare by it.
 *
 * @param {any} browser @returns {Promise<number>}
 */
export async function pace(browser) {
  const page = await browser.newPage();
  const [took] = await page.evaluate((rounds) => {
    const begun = performance.now();
    let sum = 0;
    for (let round = 0; round < rounds; round++) sum = (sum * 31 + round) | 0;
    // The sum goes along, or the loop would be for nothing and could be left out.
    return [performance.now() - begun, sum];
  }, ROUNDS);
  await page.close();
  return took;
}

/** @param {{browser: any, server: any, session: any}} site */
async function largestPaint({ browser, server, session }) {
  const times = [];
  for (let load = 0; load < LOADS; load++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 960 }, storageState: session });
    const page = await context.newPage();
    await page.goto(server.base);
    await page.locator('.hero .spark svg[role="img"]').waitFor();
    await page.waitForLoadState('load');
    times.push(await page.evaluate(() => new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({ type: 'largest-contentful-paint', buffered: true });
    })));
    await context.close();
  }
  return { value: times.toSorted((one, other) => one - other)[LOADS >> 1], all: times };
}

/** Does what a person does, and takes the slowest answer of the page to a key or a click. */
async function slowestInteraction({ browser, server, session }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 960 }, storageState: session });
  const page = await context.newPage();
  await page.goto(server.base);
  await page.locator('.hero .spark svg[role="img"]').waitFor();
  // The Event Timing entries of a slowed page without a screen wait for its next change; this takes the same time itself.
  await page.evaluate(() => {
    globalThis.interactions = [];
    for (const type of ['pointerdown', 'pointerup', 'click', 'keydown', 'keyup', 'input']) {
      addEventListener(type, (event) => {
        const what = `${type} ${event.target?.className || event.target?.tagName || ''}`;
        const done = () => globalThis.interactions.push({ duration: Math.round(performance.now() - event.timeStamp), what });
        // The first thing after the frame; a plain message would wait for whatever the browser finds more urgent.
        requestAnimationFrame(() => void scheduler.postTask(done, { priority: 'user-blocking' }));
      }, { capture: true });
    }
  });
  const cpu = await context.newCDPSession(page);
  await cpu.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const press = async (selector) => {
    await wait(REACTION_MILLIS);
    await page.locator(selector).first().click(PRESS);
  };
  const key = async (name) => {
    await wait(REACTION_MILLIS);
    await page.keyboard.press(name, PRESS);
  };
  const type = async (selector, words) => {
    await wait(REACTION_MILLIS);
    await page.locator(selector).first().pressSequentially(words, TYPING);
  };
  const card = (state) => page.locator(`.oneliner-run-card[data-state="${state}"]`).waitFor();
  await press('.hero [data-action="handoff-to-main-agent"]');
  await card('needs_confirmation');
  await press('.ol [data-action="edit-plan"]');
  await type('.ed input', ' and more');
  await press('.ol [data-action="add-step"]');
  await press('.ol [data-action="discard-edit"]');
  await press('.ol [data-action="confirm-run"]');
  await card('done');
  for (const path of ['/strategy', '/governance', '/runs', '/']) {
    await press(`.nav a[href="${path}"]`);
    await page.locator('main h2, main table').first().waitFor();
  }
  await type('.comp textarea', 'Which accounts fell most?');
  await key('Enter');
  await page.locator('.msg.u').last().waitFor();
  await key('Control+J');
  await key('Control+J');
  await press('[data-action="switch-theme"]');
  const words = await page.locator('.search').innerText();
  await press('[data-action="switch-language"]');
  // Nobody goes on before the page speaks the other language: that takes the file of its words.
  await page.waitForFunction((before) => /** @type {any} */ (document.querySelector('.search'))?.innerText !== before, words);
  await key('Control+K');
  await type('dialog.jump input', 'po');
  await key('Escape');
  await wait(1000);
  const seen = await page.evaluate(() => globalThis.interactions);
  await context.close();
  const slowest = seen.toSorted((one, other) => other.duration - one.duration);
  return { value: slowest[0]?.duration ?? 0, all: slowest.slice(0, 5).map(({ duration, what }) => `${duration} ${what}`) };
}

/** Puts a long history into the page of a run and takes the time until it is on the screen. */
async function manyEvents({ browser, server, session, runId }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 960 }, storageState: session });
  const page = await context.newPage();
  await page.goto(`${server.base}/runs/${runId}`);
  await page.locator('main .timeline li').first().waitFor();
  const times = await page.evaluate(async ([run, count]) => {
    const state = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/js/core/state.js'))?.name ?? '';
    const { store } = await import(state);
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(0);
    }));
    const key = `events/${run}`;
    const kept = store.get().pageData[key];
    const long = Array.from({ length: count }, (_, index) => ({
      run_id: run, seq: index + 1, event_type: 'run.step_progress', summary: '', created_at: new Date().toISOString(),
      details: { title: `Step ${index}`, detail: 'Looked at it' },
    }));
    const found = [];
    for (let round = 0; round < 5; round++) {
      store.set(({ pageData }) => ({ pageData: { ...pageData, [key]: { ...kept, value: { items: [], more: false } } } }));
      await painted();
      await frame();
      const begun = performance.now();
      store.set(({ pageData }) => ({ pageData: { ...pageData, [key]: { ...kept, value: { items: long, more: false } } } }));
      await painted();
      found.push(performance.now() - begun);
    }
    return found;
  }, [runId, EVENTS]);
  await context.close();
  return { value: times.toSorted((one, other) => one - other)[2], all: times };
}

/** Makes runs as fast as it is said, and looks how long the page stood still at most. */
async function longestFrame({ browser, server, session, newRun }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 960 }, storageState: session });
  const page = await context.newPage();
  await page.goto(server.base);
  await page.locator('.ol [data-role="connection"][data-state="live"]').waitFor();
  await page.locator('.hero .spark svg[role="img"]').waitFor();
  await wait(1000);
  const before = await page.evaluate(() => document.querySelectorAll('.stream .ref').length);
  await page.evaluate(() => {
    globalThis.frames = [];
    let last = performance.now();
    const next = (now) => {
      globalThis.frames.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const begun = performance.now();
  const made = [];
  for (let count = 0; count < BURST_SECONDS * A_SECOND; count++) {
    const due = begun + (count * 1000) / A_SECOND;
    if (due > performance.now()) await wait(due - performance.now());
    made.push(newRun(`Burst ${count}`));
  }
  await Promise.all(made);
  const took = (performance.now() - begun) / 1000;
  await wait(1000);
  const frames = await page.evaluate(() => globalThis.frames);
  const after = await page.evaluate(() => document.querySelectorAll('.stream .ref').length);
  await context.close();
  const sorted = frames.toSorted((one, other) => other - one);
  return { value: sorted[0], all: [`${(made.length / took).toFixed(0)} events a second`, `${frames.filter((one) => one > 50).length} of ${frames.length} frames over 50 ms`, `${after - before} runs on the screen`] };
}
