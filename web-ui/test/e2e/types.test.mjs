// The modules of the pages agree with their types. Here because the compiler comes with the browser driver.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeErrors } from '../check.mjs';

test('the modules have no type errors', { timeout: 120_000 }, () => assert.equal(typeErrors(), ''));

test('a screen that breaks its contract is told so', { timeout: 120_000 }, () => {
  const errors = typeErrors({ wrong: `/** @type {import('handoff-ui').ScreenMeta} */
export const meta = { apiVersion: 2, id: 'x', screens: [] };
/** @type {import('handoff-ui').Mount} */
export function mount(root, host) {
  host.events.on('run.deleted', () => {});
  host.confirm('run-1');
}
` });
  for (const part of [/wrong\.js\(2,/, /wrong\.js\(5,.*run\.deleted/, /wrong\.js\(6,.*confirm/]) assert.match(errors, part);
});
