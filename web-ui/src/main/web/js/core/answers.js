import { drafts } from './session.js';
import { store } from './state.js';

/** @typedef {{question: string, typed: Record<string, string>}} Kept */

const PLACE = 'answers';

/** @returns {Record<string, Kept>} by run */
function kept() {
  try {
    return JSON.parse(drafts.read(PLACE) || '{}');
  } catch {
    return {};
  }
}

/** @param {Record<string, Kept>} answers */
function keep(answers) {
  drafts.write(PLACE, Object.keys(answers).length > 0 ? JSON.stringify(answers) : '');
}

/**
 * What was typed into the question's form and not sent yet.
 *
 * @param {string} runId @param {string} [question] its id
 * @returns {Record<string, string>} by field
 */
export function answersTo(runId, question = '') {
  const own = kept()[runId];
  return own?.question === question ? own.typed : {};
}

/**
 * Keeps what is typed while the tab lives, until the question is answered or asked no more.
 *
 * @param {string} runId @param {string} question @param {Record<string, string>} typed
 */
export function keepAnswers(runId, question, typed) {
  keep({ ...kept(), [runId]: { question, typed } });
}

let known = store.get().onelinerRunDetails;

store.subscribe(({ onelinerRunDetails }) => {
  if (onelinerRunDetails === known) return;
  known = onelinerRunDetails;
  const answers = kept();
  const left = Object.entries(answers).filter(([id, { question }]) => !known[id] || (known[id].question?.id ?? '') === question);
  if (left.length < Object.keys(answers).length) keep(Object.fromEntries(left));
});
