// Every state of the card in both languages, light and dark, wide and on a phone. The answers of the real server are
// changed on their way, so that states are held still that pass in a moment.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { accessible } from './accessible.mjs';
import { openOther } from './browser.mjs';
import { useSite } from './site.mjs';
import { makeRun, signIn } from './window.mjs';

const PICTURES = process.env.PICTURES ?? '';
let server;
let browser;
let complaints;
let session;
let run;

useSite(async (site) => {
  ({ server, browser, complaints } = site);
  await signIn(site.page, server);
  run = await makeRun(site.page, '跟进重点账号', ['读取当前项目上下文', '检查重点账号变化', '决定下一步']);
  session = await site.context.storageState();
});

const HOUR = 3_600_000;
const ago = (millis) => new Date(Date.now() - millis).toISOString();
const steps = (...statuses) => (plan) => ({
  ...plan, steps: plan.steps.map((step, index) => ({ ...step, status: statuses[index], ...(statuses[index] === 'pending' ? {} : { started_at: ago(90_000) }), ...(statuses[index] === 'done' ? { finished_at: ago(60_000) } : {}) })),
});
const QUESTION = {
  prompt: '账号更名了，按哪个名称跟进？',
  input_schema: {
    type: 'object', required: ['name', 'count', 'day', 'note'],
    properties: {
      name: { type: 'string', title: '名称', oneOf: [{ const: 'old', title: '沿用旧名称' }, { const: 'new', title: '改用新名称' }] },
      count: { type: 'number', title: '看几条' }, day: { type: 'string', format: 'date', title: '从哪天起' }, note: { type: 'string', title: '补充说明' },
    },
  },
};
const started = { started_at: ago(95_000) };
const ended = { ...started, finished_at: ago(5_000) };

/** What the server says of the run in each state. @type {Record<string, {patch: any, plan?: (plan: any) => any, shows: string}>} */
const STATES = {
  needs_confirmation: { patch: {}, shows: '[data-action="confirm-run"]' },
  queued: { patch: { queue_position: 1, allowed_actions: ['cancel'] }, shows: '[data-action="cancel-run"]' },
  running: { patch: { ...started, allowed_actions: ['cancel'] }, plan: steps('done', 'running', 'pending'), shows: '.pg' },
  cancelling: { patch: { ...started, allowed_actions: [] }, plan: steps('done', 'running', 'pending'), shows: '.pg' },
  blocked: { patch: { ...started, blocked_reason: QUESTION.prompt, question: QUESTION, allowed_actions: ['answer', 'cancel'] }, plan: steps('done', 'running', 'pending'), shows: '.question input' },
  'blocked for somebody else': { patch: { ...started, run_status: 'blocked', blocked_reason: '需要管理员批准', allowed_actions: ['cancel'] }, plan: steps('done', 'running', 'pending'), shows: '.where' },
  done: { patch: { ...ended, result: { summary: '三个账号都看过了。', tables: [{ title: '变化', columns: ['账号', '互动率'], rows: [['甲', 0.31], ['乙', 0.28]] }] }, allowed_actions: ['retry'] }, plan: steps('done', 'done', 'done'), shows: '[data-role="run-result"] table' },
  failed: { patch: { ...ended, result: { summary: '没有找到指标数据。' }, allowed_actions: ['retry'] }, plan: steps('done', 'failed', 'pending'), shows: '.remark.bad' },
  cancelled: { patch: { ...ended, status_summary: '不需要了', allowed_actions: ['retry'] }, plan: steps('done', 'skipped', 'skipped'), shows: '.remark' },
  expired: { patch: { finished_at: ago(5_000), status_summary: '等了 24 小时，没有人确认', allowed_actions: ['retry'] }, shows: '.remark' },
  'confirmation that runs out': { patch: { run_status: 'needs_confirmation', expires_at: new Date(Date.now() + HOUR / 6).toISOString() }, shows: 'time.soon' },
};

const LOOKS = [
  { name: 'zh light wide', options: { locale: 'zh-CN', colorScheme: 'light', viewport: { width: 1440, height: 960 } } },
  { name: 'en dark 320', options: { locale: 'en-GB', colorScheme: 'dark', viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' } },
];

for (const { name: looks, options } of LOOKS) {
  test(looks, { timeout: 120_000 }, async (t) => {
    const { context, other: tab } = await openOther(browser, session, complaints, options);
    let state = '';
    const changed = (given) => {
      const { patch, plan = (same) => same } = STATES[state];
      return given.id === run.id ? { ...given, run_status: state, ...patch, ...(given.plan ? { plan: plan(given.plan) } : {}) } : given;
    };
    await tab.route(new RegExp(`/v2/oneliner/runs(\\?|/${run.id}$)`), async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      await route.fulfill({ response, json: answer.items ? { ...answer, items: answer.items.map(changed) } : changed(answer) });
    });
    for (state of Object.keys(STATES)) {
      await t.test(state, async () => {
        // The page of the run puts it on the card, whatever its state.
        await tab.goto(`${server.base}/runs/${run.id}`);
        await tab.locator('main .timeline li').first().waitFor();
        if (options.isMobile) await tab.locator('.tb-ol').tap();
        const card = tab.locator(`.oneliner-run-card[data-run="${run.id}"]`);
        await card.locator(STATES[state].shows).first().waitFor();
        // No colour alone: what the state is stands in the head of the card, in words of this language.
        const head = await card.locator('.rc-h').innerText();
        assert.match(head, /\S/);
        if (options.locale === 'en-GB') assert.doesNotMatch(head, /\p{Script=Han}/u);
        await accessible(tab, '.ol');
        const wide = await tab.evaluate(() => {
          const width = document.documentElement.clientWidth;
          return [document.documentElement.scrollWidth <= width, ...[...document.querySelectorAll('.ol *')].filter((one) => one.getBoundingClientRect().right > width + 1 && !one.closest('.scroll, .tabs, .sr')).map((one) => one.className)];
        });
        assert.deepEqual(wide, [true]);
        if (PICTURES) {
          mkdirSync(PICTURES, { recursive: true });
          await tab.screenshot({ path: `${PICTURES}/${state.replaceAll(' ', '-')} ${looks}.png` });
        }
      });
    }
    await context.close();
  });
}

test('nothing was refused by the policy and nothing failed', () => assert.deepEqual(complaints, []));
