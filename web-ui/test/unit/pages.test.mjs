// Filters in the address, policies side by side, and files before they are imported.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policyFrom, policyOfRows, ruleLayers, textOf, valueFrom, valueText } from '../../src/main/web/js/pages/policy-diff.js';
import { addressOf, filterOf, matches, newRuns, queryOf, upToDate } from '../../src/main/web/js/pages/run-filters.js';
import { collectionOf, csvLines, isCollectionName, keyFields, placeOf, preview, readCsv, readJson } from '../../src/main/web/js/pages/table-file.js';

test('a filter goes into the address and comes back', () => {
  const none = { status: '', screen: '', action: '', platform: '', whose: '' };
  for (const some of [{}, { status: 'open' }, { status: 'blocked', screen: 'a b&c' }, { action: 'adjust', platform: 'weibo', whose: 'approvals' }]) {
    const filter = { ...none, ...some };
    assert.deepEqual(filterOf(new URL(addressOf(filter), 'http://x').search), filter);
  }
  assert.equal(addressOf({ status: '', screen: '' }), '/runs');
  assert.deepEqual(filterOf('?status=nonsense&screen=api&whose=nobody'), { ...none, screen: 'api' });
});

test('the server is asked for the statuses of a group and goes on at a cursor', () => {
  const query = new URLSearchParams(queryOf({ status: 'waiting', screen: 'strategy' }, 'p1', 'c'));
  assert.deepEqual(Object.fromEntries(query), { project_id: 'p1', limit: '20', status: 'needs_confirmation,blocked', screen: 'strategy', whose: 'all', cursor: 'c' });
  assert.equal(queryOf({}, 'p1'), 'project_id=p1&limit=20&whose=all');
  assert.equal(queryOf({ action: 'adjust', platform: 'weibo', whose: 'mine' }, 'p1'), 'project_id=p1&limit=20&action=adjust&platform=weibo&whose=mine');
});

const row = (id, run_status, created_at, updated_at = created_at) => ({ id, run_status, created_at, updated_at, source_screen: 'strategy' });

test('rows follow their runs without moving', () => {
  const rows = [row('b', 'running', '2'), row('a', 'done', '1')];
  assert.deepEqual(upToDate(rows, [row('c', 'done', '3'), row('b', 'done', '2', '9')]).map((run) => [run.id, run.run_status]), [['b', 'done'], ['a', 'done']]);
  assert.equal(upToDate(rows, [row('b', 'queued', '2', '1')])[0].run_status, 'running');
});

test('new runs are those made since that fit the filter', () => {
  const rows = [row('b', 'done', '2')];
  const known = [row('d', 'failed', '4'), row('c', 'done', '3'), row('b', 'done', '2'), row('a', 'done', '1')];
  assert.deepEqual(newRuns(rows, known, { status: '', screen: '' }).map(({ id }) => id), ['d', 'c']);
  assert.deepEqual(newRuns(rows, known, { status: 'done', screen: '' }).map(({ id }) => id), ['c']);
  assert.deepEqual(newRuns([], known, { status: 'failed', screen: '' }).map(({ id }) => id), ['d']);
  assert.equal(matches({ status: '', screen: 'dashboard' }, known[0]), false);
  const run = { run_status: 'done', source_screen: 'strategy', source_action_key: 'adjust', platform: 'weibo', user_id: 'u1' };
  assert.ok(matches({ action: 'adjust', platform: 'weibo', whose: 'mine' }, run, 'u1'));
  assert.ok(matches({ whose: 'approvals' }, run, 'u2'));
  for (const other of [{ action: 'x' }, { platform: 'douyin' }, { whose: 'approvals' }]) assert.equal(matches(other, run, 'u1'), false);
});

test('every rule shows its layers and the one that decided', () => {
  const rules = ruleLayers({
    effective_policy: { max: 6 },
    decided_by: { max: 'project/p1' },
    layers: [
      { scope: 'system', key: 'default', policy: { max: 10 } },
      { scope: 'project', key: 'p1', policy: { max: 6 } },
      { scope: 'admin_override', key: 'o', policy: { old: true }, expired: true, valid_until: 'then' },
    ],
  });
  assert.deepEqual(rules.map(({ rule, inForce }) => [rule, inForce]), [['max', true], ['old', false]]);
  assert.deepEqual(rules[0].layers.map(({ scope, wins }) => [scope, wins]), [['system', false], ['project', true]]);
  assert.deepEqual([rules[1].layers[0].expired, rules[1].layers[0].until], [true, 'then']);
  assert.deepEqual(ruleLayers(null), []);
});

test('a written policy is an object or says where it is wrong', () => {
  assert.deepEqual(policyFrom('{"a": [1]}'), { policy: { a: [1] }, problem: '', line: 0 });
  for (const text of ['[1]', '3', 'null']) assert.equal(policyFrom(text).problem, 'object');
  const broken = policyFrom('{\n  "a": 1,\n  oops\n}');
  assert.equal(broken.problem, 'syntax');
  assert.ok(broken.line >= 1 && broken.line <= 4);
});

test('a value is typed as it is meant and comes back the same', () => {
  for (const value of [1, true, null, 'ask', '10', 'true', '', ' x ', ['a'], { b: 1 }]) assert.deepEqual(valueFrom(valueText(value)), value, JSON.stringify(value));
  assert.equal(valueText('ask'), 'ask');
  assert.equal(valueText('10'), '"10"');
  assert.equal(textOf({ b: 1, a: 2 }), '{"a":2,"b":1}');
});

test('rows make a policy and name the rows that do not', () => {
  const { policy, problems } = policyOfRows([{ name: 'a', value: '1' }, { name: '', value: '' }, { name: 'b', value: '' }, { name: '', value: 'x' }, { name: 'a', value: '2' }]);
  assert.deepEqual(policy, { a: 1 });
  assert.deepEqual(problems, [{ index: 2, kind: 'value' }, { index: 3, kind: 'name' }, { index: 4, kind: 'twice' }]);
});

test('CSV is read as the standard writes it', () => {
  assert.deepEqual(csvLines('a,b\r\n"x, ""y""","1\n2"\n\n 3 ,\n').lines, [['a', 'b'], ['x, "y"', '1\n2'], ['3', '']]);
  assert.deepEqual(csvLines('a,b\n1,2').lines, [['a', 'b'], ['1', '2']]);
  assert.equal(csvLines('a\n"open').problem, 'quote');
  assert.deepEqual(csvLines(''), { lines: [], problem: '' });
});

test('a CSV file gives columns, rows, and what is wrong by row', () => {
  const file = readCsv('\uFEFFid,name\n1,A\n2,B,C\n');
  assert.deepEqual([file.columns, file.rows], [['id', 'name'], [{ id: '1', name: 'A' }, { id: '2', name: 'B' }]]);
  assert.deepEqual(file.problems, [{ row: 2, field: '', kind: 'cells' }]);
  assert.deepEqual(readCsv('id,id\n1,2').problems.map(({ kind }) => kind), ['twice']);
  assert.deepEqual(readCsv('id,name\n').problems.map(({ kind }) => kind), ['empty']);
});

test('a JSON file is an array of objects or says why not', () => {
  assert.deepEqual(readJson('[{"a":1},{"b":2}]').columns, ['a', 'b']);
  assert.deepEqual([readJson('{'), readJson('{}'), readJson('[]')].map(({ problems }) => problems[0].kind), ['json', 'array', 'empty']);
  assert.deepEqual(readJson('[{"a":1},3]').problems, [{ row: 2, field: '', kind: 'object' }]);
});

test('columns tell their collection', () => {
  assert.equal(collectionOf(['account_id', 'date', 'views']), 'account_metrics');
  assert.equal(collectionOf(['id', 'account_id', 'topic', 'published_at']), 'contents');
  assert.equal(collectionOf(['platform', 'topics']), 'strategy');
  assert.equal(collectionOf(['id', 'name', 'platform']), 'accounts');
  assert.equal(collectionOf(['x']), '');
  assert.deepEqual(['accounts', 'a_1', 'A', '1a', ''].map(isCollectionName), [true, true, false, false, false]);
});

test('a key is chosen as the server chooses it', () => {
  assert.deepEqual(keyFields({ key: 'k', id: 1 }, 'accounts'), ['key']);
  assert.deepEqual(keyFields({ id: 1 }, 'account_metrics'), ['id']);
  assert.deepEqual(keyFields({}, 'account_metrics'), ['account_id', 'date']);
  assert.deepEqual(keyFields({}, 'other'), ['id']);
  assert.deepEqual(keyFields({ id: 1 }, 'other', ' a , b'), ['a', 'b']);
});

test('a preview shows keys, rows without one, and keys that come twice', () => {
  const found = preview(readCsv('account_id,date\na,1\n,2\na,1\n'), 'account_metrics');
  assert.deepEqual(found.keys, ['a|1', '', 'a|1']);
  assert.deepEqual(found.problems, [{ row: 2, field: 'account_id', kind: 'key' }]);
  assert.equal(found.repeated, 1);
});

test('the place of a problem the server found is its row and field', () => {
  assert.deepEqual(placeOf({ pointer: '/3/account_id' }), { row: 4, field: 'account_id' });
  assert.deepEqual(placeOf({ pointer: '/0' }), { row: 1, field: '' });
  assert.deepEqual(placeOf({ pointer: '' }), { row: 0, field: '' });
});
