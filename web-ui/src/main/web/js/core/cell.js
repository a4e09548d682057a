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
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
