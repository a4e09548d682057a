// The times of the pages, each measured in Chromium against the real server.
import { setTimeout as wait } from 'node:timers/promises';

const LOADS = 5;
const EVENTS = 1000;
const BURSTS = 3;
const BURST_SECONDS = 3;
const A_SECOND = 100;
/** A hundred words a minute, as a quick typist does: faster, and keys would wait for each other as no person's do. */
const TYPING = { delay: 120 };
/** What passes between seeing that something came and pressing the next thing: nobody answers a picture faster. */
const REACTION_MILLIS = 250;
/** How long a finger rests on a key. */
const PRESS = { delay: 60 };
/** Of so many interactions the slowest is left out, as browsers do when they make out INP. */
const LEFT_OUT_OF = 50;
/** Rounds of a loop that only counts. */
const ROUNDS = 20_000_000;
/** The figures of the product: what is measured, in which unit, and the most it may be. */
export const FIGURES = [
  { name: 'largest contentful paint, median of five cold loads', unit: 'ms', most: 1200, measure: largestPaint },
  { name: 'interaction to next paint (INP) at a quarter of the CPU', unit: 'ms', most: 150, measure: interactionToNextPaint },
  { name: `${EVENTS} events of a run: from the data to the paint`, unit: 'ms', most: 100, measure: manyEvents },
  { name: `longest frame while ${A_SECOND} events a second arrive, median of three bursts`, unit: 'ms', most: 50, measure: longestFrame },
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

/**
 * Does what a person does, and takes how long the page took to answer a press of a key or a button, by the slowest of the
 * events that belong to it; of more than fifty interactions the slowest is left out.
 */
async function interactionToNextPaint({ browser, server, session }) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 960 }, storageState: session });
  const page = await context.newPage();
  await page.goto(server.base);
  await page.locator('.hero .spark svg[role="img"]').waitFor();
  // The Event Timing entries of a slowed page without a screen wait for its next change; this takes the same time itself.
  await page.evaluate(() => {
    globalThis.interactions = [];
    let interaction = 0;
    for (const type of ['pointerdown', 'pointerup', 'click', 'keydown', 'keyup', 'input']) {
      addEventListener(type, (event) => {
        if (type === 'pointerdown' || type === 'keydown') interaction++;
        const place = event.target?.closest?.('dialog, form, nav, main, .ol, header')?.getAttribute('class') ?? '';
        const [of, what] = [interaction, `${type} ${event.key ?? ''} in ${place}`];
        const done = () => globalThis.interactions.push({ of, duration: Math.round(performance.now() - event.timeStamp), what });
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
  const inOrder = seen.toSorted((one, other) => other.duration - one.duration);
  const slowest = inOrder.filter(({ of }, index) => inOrder.findIndex((event) => event.of === of) === index);
  const inp = slowest[Math.floor(slowest.length / LEFT_OUT_OF)];
  return { value: inp.duration, all: [`${slowest.length} interactions`, ...slowest.slice(0, 5).map(({ duration, what }) => `${duration} ${what}`)] };
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
  const bursts = [];
  for (let burst = 0; burst < BURSTS; burst++) bursts.push(await burstOf(page, newRun));
  await context.close();
  const sorted = bursts.toSorted((one, other) => one.longest - other.longest);
  return {
    value: sorted[BURSTS >> 1].longest,
    all: bursts.map(({ longest, rate, over, frames }) => `${longest.toFixed(0)} ms at ${rate.toFixed(0)} a second, ${over} of ${frames} frames over 50 ms`),
  };
}

async function burstOf(page, newRun) {
  await wait(1000);
  await page.evaluate(() => { globalThis.frames.length = 0; });
  const begun = performance.now();
  const made = [];
  for (let count = 0; count < BURST_SECONDS * A_SECOND; count++) {
    const due = begun + (count * 1000) / A_SECOND;
    if (due > performance.now()) await wait(due - performance.now());
    made.push(newRun(`Burst ${count}`));
  }
  await Promise.all(made);
  const rate = (made.length * 1000) / (performance.now() - begun);
  await wait(1000);
  const frames = await page.evaluate(() => [...globalThis.frames]);
  return { longest: Math.max(...frames), rate, over: frames.filter((one) => one > 50).length, frames: frames.length };
}
