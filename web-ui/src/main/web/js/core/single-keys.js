/** The pages behind `g` and a letter. @type {Record<string, string>} */
const GO_TO = { d: '/', s: '/strategy', g: '/governance', r: '/runs' };
const SEQUENCE_MILLIS = 1200;
let afterG = -Infinity;

/**
 * What a single letter asks for, where it is no text; '' for nothing.
 *
 * @param {string} key @param {number} at when it was pressed, in milliseconds
 * @returns {string} shortcuts, next-row, row-before or a path
 */
export function singleKey(key, at) {
  const second = at - afterG < SEQUENCE_MILLIS;
  afterG = key === 'g' && !second ? at : -Infinity;
  if (second) return GO_TO[key] ?? '';
  return { '?': 'shortcuts', j: 'next-row', k: 'row-before' }[key] ?? '';
}
