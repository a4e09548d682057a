// What is typed into questions, until it was sent.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { answersTo, keepAnswers } from '../../src/main/web/js/core/answers.js';
import { store } from '../../src/main/web/js/core/state.js';
import { fakeBrowser } from './fake-server.mjs';

const asking = (id, question) => store.set(({ onelinerRunDetails }) => ({
  onelinerRunDetails: /** @type {any} */ ({ ...onelinerRunDetails, [id]: { id, run_status: question ? 'blocked' : 'running', question: question ? { id: question } : {} } }),
}));
/** @type {Map<string, string>} */
let memory;

beforeEach(() => {
  ({ memory } = fakeBrowser());
  store.set({ onelinerRunDetails: {} });
});

test('what was typed is there again for the same question of the same run', () => {
  asking('r1', '1.1');
  keepAnswers('r1', '1.1', { which: 'a', why: 'half a sen' });
  assert.deepEqual(answersTo('r1', '1.1'), { which: 'a', why: 'half a sen' });
  assert.deepEqual(answersTo('r1', '1.2'), {});
  assert.deepEqual(answersTo('r2', '1.1'), {});
  assert.deepEqual(answersTo('r1'), {});
});

test('the questions of two runs are kept side by side, the last state of each', () => {
  keepAnswers('r1', '1.1', { why: 'o' });
  keepAnswers('r2', '3.1', { why: 'other' });
  keepAnswers('r1', '1.1', { why: 'one' });
  assert.deepEqual([answersTo('r1', '1.1'), answersTo('r2', '3.1')], [{ why: 'one' }, { why: 'other' }]);
});

test('an answered question is forgotten, and so is one that another took the place of', () => {
  asking('r1', '1.1');
  asking('r2', '1.1');
  keepAnswers('r1', '1.1', { why: 'one' });
  keepAnswers('r2', '1.1', { why: 'two' });
  asking('r1', '');
  assert.deepEqual([answersTo('r1', '1.1'), answersTo('r2', '1.1')], [{}, { why: 'two' }]);
  asking('r2', '2.1');
  assert.deepEqual(answersTo('r2', '1.1'), {});
  assert.equal(memory.size, 0);
});

test('what belongs to a run that is not known yet stays, as after a reload', () => {
  keepAnswers('r1', '1.1', { why: 'one' });
  asking('r9', '1.1');
  assert.deepEqual(answersTo('r1', '1.1'), { why: 'one' });
});

test('storage that was changed or is blocked keeps nothing and breaks nothing', () => {
  keepAnswers('r1', '1.1', { why: 'one' });
  for (const key of memory.keys()) memory.set(key, '{"r1":');
  assert.deepEqual(answersTo('r1', '1.1'), {});
  const blocked = { getItem() { throw new Error('no'); }, setItem() { throw new Error('no'); }, removeItem() { throw new Error('no'); } };
  Object.assign(globalThis, { sessionStorage: blocked });
  keepAnswers('r1', '1.1', { why: 'one' });
  assert.deepEqual(answersTo('r1', '1.1'), {});
});
