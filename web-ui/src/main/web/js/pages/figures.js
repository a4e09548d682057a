/** What charts draw, computed from what the server gave. No figure here is made up: what cannot be told is null. */

const MIN_VIEWS = 100;
const DAY_MILLIS = 86_400_000;

/** The number in a field of a document, which CSV brings as text; null when there is none. @param {unknown} value */
export function numberIn(value) {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value.trim().replaceAll(',', ''));
  return Number.isFinite(number) ? number : null;
}

/** @param {unknown} value a flag as CSV or JSON writes it */
export const isOn = (value) => value === true || value === 1 || ['true', 'yes', '1', '\u662f'].includes(String(value ?? '').trim().toLowerCase());

/** The day `count` days after a day. @param {string} day such as 2026-11-23 @param {number} count */
export const dayAfter = (day, count) => new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MILLIS).toISOString().slice(0, 10);

/**
 * Interactions per view, day by day and account by account.
 *
 * @param {readonly Record<string, any>[]} rows of account_metrics @param {readonly {id: string, name: string}[]} accounts
 * @param {{today: string, days?: number}} options the last days up to the newest day that has data
 * @returns {{days: {day: string, rate: number | null}[], latest: number | null, mean: number | null, change: number | null,
 *   accounts: {id: string, name: string, rate: number | null, mean: number | null, change: number | null}[]} | null}
 *   `mean` is that of the days before the latest; null when there is nothing to show
 */
export function engagement(rows, accounts, { today, days = 7 }) {
  const ids = new Set(accounts.map((account) => account.id));
  const sums = new Map();
  let newest = '';
  for (const row of rows) {
    const id = String(row.account_id ?? '');
    const day = String(row.date ?? '').slice(0, 10);
    const views = numberIn(row.views);
    if (!ids.has(id) || day > today || views === null || !/^\d{4}-\d\d-\d\d$/.test(day)) continue;
    if (day > newest) newest = day;
    const interactions = ['likes', 'comments', 'shares'].reduce((sum, field) => sum + (numberIn(row[field]) ?? 0), 0);
    for (const name of ['', id]) {
      const sum = sums.get(`${name} ${day}`) ?? { views: 0, interactions: 0 };
      sums.set(`${name} ${day}`, { views: sum.views + views, interactions: sum.interactions + interactions });
    }
  }
  if (!newest) return null;
  const rateOf = (id, day) => {
    const sum = sums.get(`${id} ${day}`);
    return sum && sum.views >= MIN_VIEWS ? sum.interactions / sum.views : null;
  };
  const span = Array.from({ length: days + 1 }, (_, index) => dayAfter(newest, index - days));
  const compared = (id) => {
    const rates = span.map((day) => rateOf(id, day));
    const before = rates.slice(0, -1).filter((rate) => rate !== null);
    const rate = rates.at(-1);
    const mean = before.length > 0 ? before.reduce((sum, one) => sum + one, 0) / before.length : null;
    return { rate, mean, change: rate !== null && mean ? rate / mean - 1 : null };
  };
  const whole = compared('');
  return {
    days: span.slice(1).map((day) => ({ day, rate: rateOf('', day) })),
    latest: whole.rate,
    mean: whole.mean,
    change: whole.change,
    accounts: accounts
      .map(({ id, name }) => ({ id, name, ...compared(id) }))
      .toSorted((one, other) => (one.change ?? Infinity) - (other.change ?? Infinity)),
  };
}

/**
 * The points of a line in a box; a value that is not there leaves a gap.
 *
 * @param {readonly (number | null)[]} values @param {{width: number, height: number, pad?: number, also?: readonly number[]}} box
 *   `also`: values that must be inside the box too
 */
export function linePoints(values, { width, height, pad = 6, also = [] }) {
  const known = [...values.filter((value) => value !== null), ...also];
  const low = Math.min(...known);
  const high = Math.max(...known);
  const y = (value) => (high === low ? height / 2 : round(height - pad - ((value - low) / (high - low)) * (height - 2 * pad)));
  const x = (index) => round(pad + (values.length < 2 ? 0 : (index * (width - 2 * pad)) / (values.length - 1)));
  return { points: values.map((value, index) => (value === null ? null : { x: x(index), y: y(value) })), x, y };
}

const round = (value) => Math.round(value * 100) / 100;

/** A smooth path through the points that are there. @param {readonly ({x: number, y: number} | null)[]} points */
export function pathOf(points) {
  let path = '';
  let last = null;
  for (const point of points) {
    if (point && last) path += `C${round((last.x + point.x) / 2)} ${last.y} ${round((last.x + point.x) / 2)} ${point.y} ${point.x} ${point.y}`;
    else if (point) path += `M${point.x} ${point.y}`;
    last = point;
  }
  return path;
}

/**
 * Ended runs per day of the person, oldest day first.
 *
 * @param {readonly {run_status: string, created_at: string}[]} runs @param {number} now @param {number} [days]
 */
export function runsByDay(runs, now, days = 7) {
  const start = new Date(now);
  start.setHours(0, 0, 0, 0);
  const list = Array.from({ length: days }, (_, index) => {
    const day = new Date(start);
    day.setDate(start.getDate() - (days - 1 - index));
    return { date: day, done: 0, cancelled: 0, failed: 0, open: 0, total: 0 };
  });
  for (const run of runs) {
    const created = new Date(run.created_at);
    const day = list.findLast((entry) => entry.date <= created);
    if (!day || created.getTime() > now + DAY_MILLIS) continue;
    day[kindOf(run.run_status)] += 1;
    day.total += 1;
  }
  return list;
}

function kindOf(status) {
  if (status === 'done') return 'done';
  if (status === 'failed') return 'failed';
  return status === 'cancelled' || status === 'expired' ? 'cancelled' : 'open';
}

/** The middle value; null when there is none. @param {readonly number[]} values */
export function median(values) {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Rectangles of stacked bars, from the ground up.
 *
 * @param {readonly (readonly number[])[]} stacks the parts of each bar @param {{width: number, height: number, gap?: number}} box
 * @returns {{x: number, y: number, width: number, height: number, part: number, bar: number}[]}
 */
export function stackedBars(stacks, { width, height, gap = 8 }) {
  const most = Math.max(1, ...stacks.map((parts) => parts.reduce((sum, part) => sum + part, 0)));
  const each = round((width - gap * (stacks.length - 1)) / Math.max(1, stacks.length));
  return stacks.flatMap((parts, bar) => {
    let ground = height;
    return parts.flatMap((value, part) => {
      const tall = round((value / most) * height);
      ground = round(ground - tall);
      return value > 0 ? [{ x: round(bar * (each + gap)), y: ground, width: each, height: Math.max(1, round(tall - 1.5)), part, bar }] : [];
    });
  });
}

/**
 * What of a result's table can be drawn as bars: up to two columns of percentages, else the first column of counts that
 * is no mere order. Null when there is no such column or there are too few or too many rows.
 *
 * @param {{columns?: string[], rows?: any[][]}} table
 * @returns {{labels: string[], unit: '' | '%', series: {name: string, values: number[]}[]} | null}
 */
export function chartOf(table) {
  const rows = Array.isArray(table.rows) ? table.rows : [];
  const columns = table.columns ?? [];
  if (rows.length < 2 || rows.length > 12) return null;
  const measured = columns.map((name, index) => ({ name, index, cells: rows.map((row) => measure(row[index])) }));
  const isText = ({ cells }) => cells.every((one) => one === null);
  const label = measured.find((column) => isText(column) && new Set(rows.map((row) => row[column.index])).size === rows.length);
  const full = measured.filter(({ cells }) => cells.every((one) => one !== null && one.value >= 0 && !one.signed));
  const percents = full.filter(({ cells }) => cells.every((one) => one.unit === '%'));
  const counts = full.filter(({ cells }) => cells.every((one) => one.unit === '') && !cells.every((one, index) => one.value === index + 1));
  const chosen = percents.length > 0 ? percents.slice(0, 2) : counts.slice(0, 1);
  if (!label || chosen.length === 0) return null;
  return {
    labels: rows.map((row) => String(row[label.index])),
    unit: percents.length > 0 ? '%' : '',
    series: chosen.map(({ name, cells }) => ({ name, values: cells.map((one) => one.value) })),
  };
}

/** @param {unknown} value @returns {{value: number, unit: '' | '%', signed: boolean} | null} */
function measure(value) {
  if (typeof value === 'number') return { value, unit: '', signed: false };
  const match = /^([+\-\u2212]?)(\d[\d,]*(?:\.\d+)?)\s*(%?)$/.exec(String(value ?? '').trim());
  if (!match) return null;
  const size = Number(match[2].replaceAll(',', ''));
  return { value: match[1] && match[1] !== '+' ? -size : size, unit: match[3] === '%' ? '%' : '', signed: match[1] !== '' };
}

/**
 * How far what was published is from the strategy: for each topic its target share and its share of the pieces of the
 * last days, in percent.
 *
 * @param {readonly {topic: string, weight: unknown}[]} topics @param {readonly Record<string, any>[]} contents of the platform
 * @param {{today: string, days?: number}} options
 */
export function topicShares(topics, contents, { today, days = 28 }) {
  const first = dayAfter(today, -days + 1);
  const recent = contents.filter((piece) => {
    const day = String(piece.published_at ?? '').slice(0, 10);
    return day >= first && day <= today;
  });
  const sum = topics.reduce((total, topic) => total + (numberIn(topic.weight) ?? 0), 0);
  const shares = topics.map((topic) => {
    const pieces = recent.filter((piece) => String(piece.topic ?? '') === topic.topic).length;
    const target = sum > 0 ? ((numberIn(topic.weight) ?? 0) / sum) * 100 : 0;
    const actual = recent.length > 0 ? (pieces / recent.length) * 100 : null;
    return { topic: topic.topic, target, actual, pieces, drift: actual === null ? null : actual - target };
  });
  const named = new Set(topics.map((topic) => topic.topic));
  return { pieces: recent.length, other: recent.filter((piece) => !named.has(String(piece.topic ?? ''))).length, shares };
}

/**
 * The changes of a strategy, newest first: each entry of its history holds the weights that were replaced then.
 *
 * @param {{history?: any[], topics?: any[]}} content
 * @returns {{at: string, runId: string, changes: {topic: string, before: number | null, after: number | null}[]}[]}
 */
export function strategyChanges(content) {
  const history = Array.isArray(content.history) ? content.history : [];
  const weights = (topics) => new Map((Array.isArray(topics) ? topics : []).map((topic) => [topic.topic, numberIn(topic.weight)]));
  return history
    .map((entry, index) => {
      const before = weights(entry.topics);
      const after = weights(history[index + 1]?.topics ?? content.topics);
      const changes = [...new Set([...before.keys(), ...after.keys()])]
        .map((topic) => ({ topic, before: before.get(topic) ?? null, after: after.get(topic) ?? null }))
        .filter((change) => change.before !== change.after);
      return { at: String(entry.replaced_at ?? ''), runId: String(entry.run_id ?? ''), changes };
    })
    .toReversed();
}
