/** The languages there are texts for; the first is the default. */
export const LOCALES = ['zh-CN', 'en'];

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

/** @returns {string} */
export function currentLocale() {
  return locale;
}

/**
 * @param {Record<string, string>} all @param {string} language @param {string} key @param {Record<string, unknown>} values
 */
export function choose(all, language, key, values) {
  if (typeof values.n === 'number') {
    const form = new Intl.PluralRules(language).select(values.n);
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
  texts = await load(new URL(`../../i18n/${language}.json`, import.meta.url));
  locale = language;
}

async function loadTexts(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`texts answered ${response.status}`);
  return response.json();
}
