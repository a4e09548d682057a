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

/** The day that it is where the person is, such as 2026-11-23: Swedish writes days as ISO does. */
export const localDay = (now = new Date()) => now.toLocaleDateString('sv');

/** The day `count` days after a day. @param {string} day such as 2026-11-23 @param {number} count */
export const dayAfter = (day, count) => new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MILLIS).toISOString().slice(0, 10);

/**
 * Interactions per view, day by day and account by account.
 *
 * @param {readonly Record<string, any>[]} rows of account_metrics @param {readonly {id: string, name: string}[]} accounts
 * @param {{today: string, days?: number}} options the last days up to the newest day that has data
 * @returns {{days: {day: string, rate: number | null}[], latest: number | null, mean: number | null, meanDays: number, change: number | null,
 *   accounts: {id: string, name: string, rate: number | null, mean: number | null, meanDays: number, change: number | null}[]} | null}
 *   `mean` is that of the days before the latest that have data, `meanDays` of them; null when there is nothing to show
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
    const rate = rates.at(-1) ?? null;
    const mean = before.length > 0 ? before.reduce((sum, one) => sum + one, 0) / before.length : null;
    return { rate, mean, meanDays: before.length, change: rate !== null && mean ? rate / mean - 1 : null };
  };
  const whole = compared('');
  return {
    days: span.slice(1).map((day) => ({ day, rate: rateOf('', day) })),
    ...whole,
    latest: whole.rate,
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
  /** @type {{x: number, y: number} | null} */
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
