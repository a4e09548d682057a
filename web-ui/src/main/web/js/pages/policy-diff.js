/** @param {unknown} value in one order of its members, so that equal values have equal text */
export function textOf(value) {
  if (value === undefined) return '';
  if (value === null || typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(ordered(value));
}

function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, ordered(value[name])]));
}

/**
 * Every rule that any layer names, with what each layer says, lowest layer first, and which one decided.
 *
 * @param {any} governance an answer of /v2/governance/effective
 * @returns {{rule: string, value: unknown, inForce: boolean,
 *   layers: {scope: string, key: string, value: unknown, wins: boolean, expired: boolean, until: string}[]}[]}
 */
export function ruleLayers(governance) {
  const layers = governance?.layers ?? [];
  const policy = governance?.effective_policy ?? {};
  const rules = new Set([...Object.keys(policy), ...layers.flatMap((layer) => Object.keys(layer.policy ?? {}))]);
  return [...rules].sort().map((rule) => ({
    rule,
    value: policy[rule],
    inForce: Object.hasOwn(policy, rule),
    layers: layers
      .filter((layer) => Object.hasOwn(layer.policy ?? {}, rule))
      .map((layer) => ({
        scope: layer.scope,
        key: layer.key,
        value: layer.policy[rule],
        wins: governance.decided_by?.[rule] === `${layer.scope}/${layer.key}`,
        expired: Boolean(layer.expired),
        until: layer.valid_until ?? '',
      })),
  }));
}

/**
 * A policy from a JSON text that a person wrote.
 *
 * @param {string} text
 * @returns {{policy: Record<string, unknown> | null, problem: '' | 'syntax' | 'object', line: number}}
 */
export function policyFrom(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const place = /position (\d+)/.exec(String(error));
    return { policy: null, problem: 'syntax', line: text.slice(0, place ? Number(place[1]) : text.length).split('\n').length };
  }
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  return isObject ? { policy: value, problem: '', line: 0 } : { policy: null, problem: 'object', line: 1 };
}

/** A rule's value as a person types it: JSON where it is JSON, any other text as it is. @param {string} text */
export function valueFrom(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text.trim();
  }
}

/** The text that {@link valueFrom} reads back. @param {unknown} value */
export function valueText(value) {
  const plain = typeof value === 'string' && value !== '' && value === value.trim() && valueFrom(value) === value;
  return plain ? value : JSON.stringify(value);
}

/**
 * A policy from rows of names and values; rows without both are left out.
 *
 * @param {readonly {name: string, value: string}[]} rows
 * @returns {{policy: Record<string, unknown>, problems: {index: number, kind: 'name' | 'value' | 'twice'}[]}}
 */
export function policyOfRows(rows) {
  const policy = {};
  const problems = [];
  rows.forEach((row, index) => {
    const name = row.name.trim();
    const value = row.value.trim();
    if (!name && !value) return;
    if (!name || !value) problems.push({ index, kind: name ? 'value' : 'name' });
    else if (Object.hasOwn(policy, name)) problems.push({ index, kind: 'twice' });
    else policy[name] = valueFrom(value);
  });
  return { policy, problems };
}
