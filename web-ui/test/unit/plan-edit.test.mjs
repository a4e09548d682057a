import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editOf, planOf, withStep, withStepUp, withTitles, withoutStep } from '../../src/main/web/js/core/plan-edit.js';

const RUN = {
  id: 'r1',
  plan: {
    goal: 'g',
    digest: 'd1',
    steps: [
      { id: 's1', title: 'Read', tool: 'read', arguments: { a: 1 }, detail: 'all' },
      { id: 's2', title: 'Ask', tool: '', arguments: {}, detail: '' },
    ],
  },
};
const titles = (edit) => edit.steps.map((step) => step.title);

test('an edit that changes nothing sends the same plan', () => {
  assert.deepEqual(planOf(editOf(RUN)), {
    goal: 'g',
    steps: [{ title: 'Read', tool: 'read', arguments: { a: 1 }, detail: 'all' }, 'Ask'],
    plan_digest: 'd1',
  });
});

test('a renamed step keeps its tool', () => {
  const plan = planOf(withTitles(editOf(RUN), ['Read twice', 'Ask']));
  assert.deepEqual(plan.steps[0], { title: 'Read twice', tool: 'read', arguments: { a: 1 }, detail: 'all' });
});

test('steps are added, moved up and removed, each with its own key', () => {
  const added = withTitles(withStep(editOf(RUN)), ['Read', 'Ask', 'Decide']);
  assert.deepEqual(titles(withStepUp(added, 2)), ['Read', 'Decide', 'Ask']);
  assert.deepEqual(titles(withStepUp(added, 0)), ['Read', 'Ask', 'Decide']);
  assert.deepEqual(titles(withoutStep(added, 0)), ['Ask', 'Decide']);
  const keys = withStep(withoutStep(added, 2)).steps.map((step) => step.key);
  assert.equal(new Set(keys).size, keys.length);
});

test('a step left empty is not sent', () => {
  assert.equal(planOf(withStep(editOf(RUN))).steps.length, 2);
});

test('an edit leaves the run as it is', () => {
  withStepUp(withTitles(editOf(RUN), ['x', 'y']), 1);
  assert.deepEqual(RUN.plan.steps.map((step) => step.title), ['Read', 'Ask']);
});
