// What is read out of lists that are too long to be read whole.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastDays, runsSince } from '../../src/main/web/js/pages/large.js';
import { fakeServer } from './fake-server.mjs';

const METRICS = 'GET /v2/projects/p1/documents/account_metrics';

test('the last days of an account end where the next account begins', async () => {
  const rows = ['2026-11-22', '2026-11-23'].flatMap((date) => ['a', 'b'].map((account_id) => ({ key: `${account_id}|${date}`, content: { account_id, date } })))
    .toSorted((one, other) => one.key.localeCompare(other.key));
  const server = fakeServer({ [METRICS]: (query) => ({ items: rows.filter(({ key }) => key > query.get('cursor')).slice(0, Number(query.get('limit'))), next_cursor: '' }) });
  const found = await lastDays('/v2/projects/p1/documents', [{ id: 'a' }, { id: 'b' }], '2026-11-23');
  assert.deepEqual(found.map(({ key }) => key), ['a|2026-11-22', 'a|2026-11-23', 'b|2026-11-22', 'b|2026-11-23']);
  assert.deepEqual(server.asked.map(({ path }) => new URL(path, 'http://x').searchParams.get('cursor')), ['a|2026-11-07', 'b|2026-11-07']);
});

/** So many runs, one each minute, newest first, in pages of a hundred. */
function manyRuns(count) {
  const all = Array.from({ length: count }, (_, age) => ({ id: `r${age}`, created_at: new Date(Date.UTC(2026, 10, 23) - age * 60_000).toISOString() }));
  return fakeServer({
    'GET /v2/oneliner/runs': (query) => {
      const from = Number(query.get('cursor') || 0);
      return { items: all.slice(from, from + 100), next_cursor: from + 100 < count ? String(from + 100) : '' };
    },
  });
}

test('the runs since an instant are read to its page and no further', async () => {
  const server = manyRuns(950);
  const { runs, cut } = await runsSince('p1', Date.UTC(2026, 10, 23) - 150 * 60_000);
  assert.deepEqual([runs.length, cut, server.asked.length], [200, false, 2]);
  assert.ok(server.asked.every(({ path }) => !path.includes('whose')), 'only the own runs');
});

test('a list that is cut says so, and one that just fits does not', async () => {
  manyRuns(1_050);
  assert.deepEqual(await runsSince('p1', 0).then(({ runs, cut }) => [runs.length, cut]), [1_000, true]);
  manyRuns(1_000);
  assert.equal((await runsSince('p1', 0)).cut, false);
});
