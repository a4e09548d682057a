import { dayAfter, numberIn } from './figures.js';

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
  const percents = full.filter(({ cells }) => cells.every((one) => one?.unit === '%'));
  const counts = full.filter(({ cells }) => cells.every((one) => one?.unit === '') && !cells.every((one, index) => one?.value === index + 1));
  const chosen = percents.length > 0 ? percents.slice(0, 2) : counts.slice(0, 1);
  if (!label || chosen.length === 0) return null;
  return {
    labels: rows.map((row) => String(row[label.index])),
    unit: percents.length > 0 ? '%' : '',
    series: chosen.map(({ name, cells }) => ({ name, values: cells.map((one) => one?.value ?? 0) })),
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
