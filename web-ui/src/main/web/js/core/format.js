import { t } from './i18n.js';

/**
 * The time of day, with the date in front when it is not today.
 *
 * @param {string} instant @param {string} locale @param {number} [now]
 */
export function clock(instant, locale, now = Date.now()) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date);
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric' }).format(date)} ${time}`;
}

/**
 * How long ago, in the largest unit that fits.
 *
 * @param {string} instant @param {string} locale @param {number} [now]
 */
export function ago(instant, locale, now = Date.now()) {
  const then = Date.parse(instant);
  if (Number.isNaN(then)) return '';
  const seconds = Math.max(0, Math.round((now - then) / 1000));
  if (seconds < 60) return t('time.now');
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' });
  if (seconds < 3600) return format.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return format.format(-Math.floor(seconds / 3600), 'hour');
  return format.format(-Math.floor(seconds / 86_400), 'day');
}

/**
 * Whole milliseconds between two instants; -1 when one is missing.
 *
 * @param {string} from @param {string} to
 */
export function between(from, to) {
  const start = Date.parse(from);
  const end = Date.parse(to);
  return Number.isNaN(start) || Number.isNaN(end) ? -1 : Math.max(0, end - start);
}

/** Minutes and seconds for a running clock: 01:24, and with hours 1:02:03. @param {number} millis */
export function stopwatch(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** A length of time in words. @param {number} millis */
export function duration(millis) {
  if (millis < 0) return '';
  if (millis < 1000) return t('duration.moment');
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return t('duration.seconds', { s: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('duration.minutes', { m: minutes, s: seconds % 60 });
  return t('duration.hours', { h: Math.floor(minutes / 60), m: minutes % 60 });
}

/**
 * One cell of a result table.
 *
 * @param {unknown} value @param {string} locale
 */
export function cell(value, locale) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
