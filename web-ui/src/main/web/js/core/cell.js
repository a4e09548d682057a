import { intl, t } from './i18n.js';

/**
 * One cell of a result table.
 *
 * @param {unknown} value @param {string} locale
 */
export function cell(value, locale) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return intl('NumberFormat', locale, { maximumFractionDigits: 2 }).format(value);
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (Array.isArray(value)) return value.map((one) => cell(one, locale)).join(', ');
  if (typeof value === 'object') return Object.entries(value).map(([name, one]) => `${name}: ${cell(one, locale)}`).join('; ');
  return String(value);
}
