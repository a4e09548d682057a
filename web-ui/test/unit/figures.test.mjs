// What charts and comparisons say, computed from the rows the server gives.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartOf, strategyChanges, topicShares } from '../../src/main/web/js/pages/comparisons.js';
import { dayAfter, engagement, isOn, linePoints, localDay, median, numberIn, pathOf, runsByDay, stackedBars } from '../../src/main/web/js/pages/figures.js';

const TODAY = '2026-11-23';
const metric = (account_id, date, views, likes) => ({ account_id, date, views: String(views), likes: String(likes), comments: '0', shares: '0' });

test('numbers are read from JSON and from the texts of CSV', () => {
  assert.deepEqual([3, '4', ' 1,234.5 ', '', 'x', null, undefined, NaN].map(numberIn), [3, 4, 1234.5, null, null, null, null, null]);
  assert.deepEqual([true, 'true', 'YES', '1', 1, 'false', '', null, 0].map(isOn), [true, true, true, true, true, false, false, false, false]);
  assert.equal(dayAfter('2026-03-01', -1), '2026-02-28');
});

test('engagement is interactions per view, with the days before as its mean', () => {
  const rows = Array.from({ length: 8 }, (_, age) => metric('a', dayAfter(TODAY, -age), 1000, age === 0 ? 20 : 40));
  const figures = engagement(rows, [{ id: 'a', name: 'A' }], { today: TODAY });
  assert.equal(figures.days.length, 7);
  assert.equal(figures.days.at(-1).day, TODAY);
  assert.deepEqual([figures.latest, figures.mean, figures.meanDays], [0.02, 0.04, 7]);
  assert.ok(Math.abs(figures.change + 0.5) < 1e-9);
  assert.equal(figures.accounts[0].name, 'A');
});

test('engagement leaves out other accounts, days to come and days with too few views', () => {
  const rows = [metric('a', TODAY, 99, 50), metric('a', dayAfter(TODAY, -1), 200, 10), metric('b', TODAY, 1000, 900), metric('a', dayAfter(TODAY, 1), 1000, 900)];
  const figures = engagement(rows, [{ id: 'a', name: 'A' }], { today: TODAY });
  assert.equal(figures.latest, null);
  assert.equal(figures.change, null);
  assert.equal(figures.days.at(-2).rate, 0.05);
  assert.equal(figures.days[0].rate, null);
});

test('a mean says of how many days it is', () => {
  const rows = [metric('a', dayAfter(TODAY, -6), 1000, 10), metric('a', dayAfter(TODAY, -1), 1000, 30), metric('a', TODAY, 1000, 10), metric('b', TODAY, 1000, 10)];
  const figures = engagement(rows, [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }], { today: TODAY });
  assert.deepEqual([figures.mean, figures.meanDays], [0.02, 2]);
  assert.deepEqual(figures.accounts.map(({ id, mean, meanDays }) => [id, mean, meanDays]), [['a', 0.02, 2], ['b', null, 0]]);
});

test('the day is that of the person, not that of Greenwich', () => {
  const zone = process.env.TZ;
  try {
    process.env.TZ = 'Asia/Shanghai';
    assert.equal(localDay(new Date('2026-11-22T23:00:00Z')), '2026-11-23');
    process.env.TZ = 'America/Los_Angeles';
    assert.equal(localDay(new Date('2026-11-23T03:00:00Z')), '2026-11-22');
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test('without rows there is no chart', () => {
  assert.equal(engagement([], [{ id: 'a', name: 'A' }], { today: TODAY }), null);
  assert.equal(engagement([{ account_id: 'a', date: 'soon', views: 1 }], [{ id: 'a', name: 'A' }], { today: TODAY }), null);
});

test('the account that fell most comes first', () => {
  const rows = ['a', 'b'].flatMap((id) => [metric(id, dayAfter(TODAY, -1), 1000, 100), metric(id, TODAY, 1000, id === 'a' ? 90 : 30)]);
  assert.deepEqual(engagement(rows, [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }], { today: TODAY }).accounts.map(({ id }) => id), ['b', 'a']);
});

test('points lie in the box, high values above low ones, and a gap stays a gap', () => {
  const { points, y } = linePoints([1, null, 3], { width: 100, height: 50, pad: 5 });
  assert.deepEqual(points, [{ x: 5, y: 45 }, null, { x: 95, y: 5 }]);
  assert.equal(y(2), 25);
  assert.deepEqual(linePoints([2, 2], { width: 10, height: 10 }).points.map(({ y: height }) => height), [5, 5]);
  assert.equal(linePoints([2], { width: 10, height: 10, also: [0] }).points.length, 1);
});

test('a path is drawn through neighbours and starts anew after a gap', () => {
  assert.equal(pathOf([{ x: 0, y: 1 }, { x: 2, y: 3 }, null, { x: 6, y: 1 }]), 'M0 1C1 1 1 3 2 3M6 1');
  assert.equal(pathOf([null, null]), '');
});

test('runs are counted on the day they were made', () => {
  const now = new Date(2026, 10, 23, 15).getTime();
  const at = (days, run_status) => ({ run_status, created_at: new Date(2026, 10, 23 - days, 9).toISOString() });
  const days = runsByDay([at(0, 'done'), at(0, 'running'), at(6, 'failed'), at(6, 'expired'), at(7, 'done')], now);
  assert.equal(days.length, 7);
  assert.deepEqual([days[6].done, days[6].open, days[6].total], [1, 1, 2]);
  assert.deepEqual([days[0].failed, days[0].cancelled, days[0].total], [1, 1, 2]);
  assert.equal(days.reduce((sum, day) => sum + day.total, 0), 4);
});

test('the median is the middle', () => {
  assert.deepEqual([median([3, 1, 2]), median([4, 1]), median([])], [2, 2.5, null]);
});

test('stacked bars stand on the ground and the highest fills the box', () => {
  const bars = stackedBars([[3, 0, 1], [2, 0, 0]], { width: 20, height: 40, gap: 4 });
  assert.deepEqual(bars.map(({ bar, part }) => [bar, part]), [[0, 0], [0, 2], [1, 0]]);
  assert.deepEqual(bars.map(({ x, y }) => [x, y]), [[0, 10], [0, 0], [12, 20]]);
  assert.deepEqual(stackedBars([[0, 0]], { width: 10, height: 10 }), []);
});

test('percentages of a table become bars, up to two columns', () => {
  const chart = chartOf({ columns: ['Topic', 'Before', 'After', 'More'], rows: [['a', '40%', '34%', '1%'], ['b', '5%', '9.5%', '2%']] });
  assert.deepEqual(chart, { labels: ['a', 'b'], unit: '%', series: [{ name: 'Before', values: [40, 5] }, { name: 'After', values: [34, 9.5] }] });
});

test('an order is no figure, a signed change is no bar, and words are not drawn', () => {
  assert.equal(chartOf({ columns: ['No', 'Name', 'Why'], rows: [[1, 'a', 'x'], [2, 'b', 'y']] }), null);
  assert.equal(chartOf({ columns: ['Name', 'Change'], rows: [['a', '+5%'], ['b', '-3%']] }), null);
  assert.deepEqual(chartOf({ columns: ['No', 'Name', 'Views'], rows: [[1, 'a', '1,200'], [2, 'b', 900]] }).series, [{ name: 'Views', values: [1200, 900] }]);
});

test('a table with one row, with many, or without labels is only a table', () => {
  assert.equal(chartOf({ columns: ['a', 'b'], rows: [['x', 1]] }), null);
  assert.equal(chartOf({ columns: ['a', 'b'], rows: Array.from({ length: 13 }, (_, row) => [`x${row}`, row * 7]) }), null);
  assert.equal(chartOf({ columns: ['a'], rows: [[7], [9]] }), null);
  assert.equal(chartOf({}), null);
});

test('target and actual shares are compared over the last days', () => {
  const topics = [{ topic: 'A', weight: 0.6 }, { topic: 'B', weight: '0.4' }];
  const piece = (topic, age) => ({ topic, published_at: dayAfter(TODAY, -age) });
  const { pieces, other, shares } = topicShares(topics, [piece('A', 0), piece('B', 1), piece('B', 27), piece('C', 2), piece('A', 28)], { today: TODAY });
  assert.deepEqual([pieces, other], [4, 1]);
  assert.deepEqual(shares.map(({ target, actual, drift }) => [target, actual, drift].map(Math.round)), [[60, 25, -35], [40, 50, 10]]);
  assert.equal(topicShares(topics, [], { today: TODAY }).shares[0].drift, null);
});

test('each change of a strategy says what was replaced by what, newest first', () => {
  const content = {
    topics: [{ topic: 'A', weight: 30 }, { topic: 'B', weight: 70 }],
    history: [
      { replaced_at: '1', run_id: 'r1', topics: [{ topic: 'A', weight: 50 }, { topic: 'B', weight: 50 }] },
      { replaced_at: '2', run_id: 'r2', topics: [{ topic: 'A', weight: 40 }, { topic: 'B', weight: 50 }, { topic: 'C', weight: 10 }] },
    ],
  };
  const [last, first] = strategyChanges(content);
  assert.deepEqual([last.at, last.runId, last.changes], ['2', 'r2', [{ topic: 'A', before: 40, after: 30 }, { topic: 'B', before: 50, after: 70 }, { topic: 'C', before: 10, after: null }]]);
  assert.deepEqual(first.changes, [{ topic: 'A', before: 50, after: 40 }, { topic: 'C', before: null, after: 10 }]);
  assert.deepEqual(strategyChanges({}), []);
});
