import { nameOf, t } from '../core/i18n.js';
import { newsBetween, oneAtATime } from '../core/news.js';

const say = oneAtATime(({ kind, key, values }) => {
  const words = key === 'announce' ? { ...values, status: nameOf('card', String(values.status)) } : values;
  // What is said outside an open modal dialog is not heard.
  const region = document.querySelector(`dialog[open] [data-live="${kind}"]`) ?? document.getElementById(`live-${kind}`);
  if (region) region.textContent = t(key, words);
});

/** Tells screen readers what changed. @param {import('../types.js').State} before @param {import('../types.js').State} after */
export const announce = (before, after) => say(newsBetween(before, after));
