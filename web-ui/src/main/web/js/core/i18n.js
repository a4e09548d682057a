/** The languages there are texts for; the first is the default. */
export const LOCALES = ['zh-CN', 'en'];
/** Not a language: English made longer and odd, to see what breaks and what has no text. Only the address asks for it. */
const PSEUDO = 'pseudo';

let locale = LOCALES[0];
/** @type {Record<string, string>} */
let texts = {};

/**
 * The text behind a key, with `{name}` replaced. For a count give `n`: `key.one` or `key.other` is taken when it
 * exists. An unknown key is its own text, so that nothing disappears.
 *
 * @param {string} key @param {Record<string, unknown>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  return fill(choose(texts, locale, key, values), values);
}

/** @param {string} key */
export function has(key) {
  return key in texts;
}

/**
 * The text of a name that others may extend (screens, platforms, statuses): ours when we have one, else the name.
 *
 * @param {string} group @param {string} name
 */
export function nameOf(group, name) {
  return has(`${group}.${name}`) ? t(`${group}.${name}`) : name;
}

/**
 * The text in the current language, of one that the server gives in each.
 *
 * @param {Record<string, string> | undefined} words by language
 */
export function said(words) {
  return words?.[locale];
}

/** @returns {string} */
export function currentLocale() {
  return locale;
}

/**
 * @param {Record<string, string>} all @param {string} language @param {string} key @param {Record<string, unknown>} values
 */
export function choose(all, language, key, values) {
  if (typeof values.n === 'number') {
    const form = intl('PluralRules', language).select(values.n);
    const plural = all[`${key}.${form}`] ?? all[`${key}.other`];
    if (plural !== undefined) return plural;
  }
  return all[key] ?? key;
}

/** @param {string} text @param {Record<string, unknown>} values */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/**
 * Which language to start in: the address, then what was chosen before, then what the browser asks for.
 *
 * @param {string | null} asked @param {string | null} stored @param {readonly string[]} preferred
 */
export function pickLocale(asked, stored, preferred) {
  if (asked === PSEUDO) return PSEUDO;
  for (const wish of [asked, stored, ...preferred]) {
    const found = wish && LOCALES.find((known) => known.split('-')[0] === wish.split('-')[0].toLowerCase());
    if (found) return found;
  }
  return LOCALES[0];
}

/**
 * Loads the texts of a language and makes it the current one.
 *
 * @param {string} language @param {(url: URL) => Promise<Record<string, string>>} [load]
 */
export async function useLocale(language, load = loadTexts) {
  const base = language === PSEUDO ? 'en' : language;
  const loaded = await load(new URL(`../../i18n/${base}.json`, import.meta.url));
  texts = language === PSEUDO ? (await import('./pseudo.js')).pseudoTexts(loaded) : loaded;
  locale = base;
}

async function loadTexts(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`texts answered ${response.status}`);
  return response.json();
}

/** @type {Map<string, any>} */
const formatters = new Map();

/**
 * A formatter of the browser. Making one takes longer than a hundred uses, so each is made once.
 *
 * @param {'DateTimeFormat' | 'NumberFormat' | 'PluralRules' | 'RelativeTimeFormat'} kind
 * @param {string} language @param {object} [options]
 * @returns {any} an `Intl` object of that kind
 */
export function intl(kind, language, options) {
  const key = kind + language + JSON.stringify(options);
  if (!formatters.has(key)) formatters.set(key, new (/** @type {any} */ (Intl))[kind](language, options));
  return formatters.get(key);
}

/**
 * The time of day, with the date in front when it is not today.
 *
 * @param {string} instant @param {string} locale @param {number} [now]
 */
export function clock(instant, locale, now = Date.now()) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  const time = intl('DateTimeFormat', locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date);
  if (sameDay(date, new Date(now))) return time;
  return `${intl('DateTimeFormat', locale, { month: 'numeric', day: 'numeric' }).format(date)} ${time}`;
}

const sameDay = (one, other) => one.getDate() === other.getDate() && one.getMonth() === other.getMonth() && one.getFullYear() === other.getFullYear();

/**
 * The day in words: today and yesterday by name.
 *
 * @param {string} instant @param {string} locale @param {number} [now]
 */
export function dayOf(instant, locale, now = Date.now()) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return '';
  const midnight = (/** @type {number} */ time) => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(now) - midnight(date.getTime())) / 86_400_000);
  if (days === 0 || days === 1) return intl('RelativeTimeFormat', locale, { numeric: 'auto' }).format(-days, 'day');
  return intl('DateTimeFormat', locale, { month: 'long', day: 'numeric' }).format(date);
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
  const format = intl('RelativeTimeFormat', locale, { numeric: 'auto', style: 'narrow' });
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
  if (minutes < 60) return t(seconds % 60 ? 'duration.minutes' : 'duration.wholeMinutes', { m: minutes, s: seconds % 60 });
  return t('duration.hours', { h: Math.floor(minutes / 60), m: minutes % 60 });
}
