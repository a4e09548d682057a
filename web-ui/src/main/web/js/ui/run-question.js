import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { answersTo, keepAnswers } from '../core/answers.js';
import { t } from '../core/i18n.js';
import { answerMainAgentRun, attempt } from '../core/main-agent.js';
import { answerFrom, fieldsOf } from '../core/schema-form.js';
import { store } from '../core/state.js';
import { focusRuns, isBusy, isOffline, problemOf, spinner } from './components.js';

/**
 * The question of a blocked run: one form, sent whole. Another question is another form, and what was typed into one
 * is in it again when it comes back.
 *
 * @param {import('../types.js').Run} run @param {unknown} cancelButton
 */
export function questionForm(run, cancelButton) {
  return repeat([run], () => `${run.id}/${run.question?.id}`, () => formOf(run, cancelButton));
}

function formOf(run, cancelButton) {
  const key = `answer:${run.id}`;
  const form = `answer-${run.id}`;
  const question = run.question ?? {};
  const fields = fieldsOf(question.input_schema);
  const typed = answersTo(run.id, question.id);
  return html`<form class="question" id=${form} data-form="answer" data-run=${run.id} data-question=${question.id ?? ''} novalidate @input=${keepTyped} @change=${keepTyped}>
    <fieldset class="ask"><legend>${question.prompt || run.blocked_reason}</legend>
      ${fields.map((field) => fieldControl(form, field, typed[field.name] ?? '', `${run.id}/${field.name}`))}</fieldset>
    ${problemOf(key)}
    <div class="rc-f in"><button class="btn primary grow" type="submit" ?disabled=${isBusy(key) || isOffline()}
      aria-busy=${isBusy(key) ? 'true' : nothing}>${t('run.answer')}${isBusy(key) ? spinner() : nothing}</button>${cancelButton}</div></form>`;
}

/** @param {Event} event */
function keepTyped({ currentTarget }) {
  const form = /** @type {HTMLFormElement} */ (currentTarget);
  const typed = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  keepAnswers(form.dataset.run ?? '', form.dataset.question ?? '', typed);
}

// What was typed is the controls' first value only: from then on they are the person's.
function fieldControl(form, field, typed, problemKey) {
  const said = store.get().problems[`field:${problemKey}`];
  const id = `${form}-${field.name}`;
  const hint = field.hint ? html`<small class="muted" id="${id}-hint">${field.hint}</small>` : nothing;
  const note = html`${hint}${said ? html`<small class="field-problem" id="${id}-problem">${t(said)}</small>` : nothing}`;
  const describedBy = [field.hint ? `${id}-hint` : '', said ? `${id}-problem` : ''].filter(Boolean).join(' ') || nothing;
  const label = html`${field.title}${field.required ? nothing : html` <em class="muted">${t('field.optional')}</em>`}`;
  if (field.kind === 'choice') {
    return html`<div class="choices" role="radiogroup" aria-labelledby="${id}-label" aria-describedby=${describedBy} aria-required=${field.required ? 'true' : nothing} aria-invalid=${said ? 'true' : nothing}>
      <span class="fl-t ${field.title === field.name ? 'sr' : ''}" id="${id}-label">${label}</span>
      ${field.options.map((option) => html`<label class="choice"><input type="radio" name=${field.name} value=${option.value} ?checked=${option.value === typed}><span>${option.title}</span></label>`)}${note}</div>`;
  }
  if (field.kind === 'flag') {
    return html`<label class="choice"><input type="checkbox" name=${field.name} value="true" ?checked=${typed !== ''} aria-describedby=${describedBy}><span>${field.title}</span></label>${note}`;
  }
  const type = field.kind === 'date' ? 'date' : 'text';
  return html`<label class="fl"><span>${label}</span>
    <input type=${type} name=${field.name} value=${typed} inputmode=${field.kind === 'number' ? 'decimal' : nothing} autocomplete="off" aria-required=${field.required ? 'true' : nothing}
      aria-invalid=${said ? 'true' : nothing} aria-describedby=${describedBy}>${note}</label>`;
}

/** Sends the answers; fields that need another look are named beside them, and what was typed stays. @param {HTMLFormElement} form */
export async function sendAnswer(form) {
  const runId = form.dataset.run ?? '';
  const question = store.get().onelinerRunDetails[runId]?.question ?? {};
  const data = new FormData(form);
  const { answer, missing, wrong } = answerFrom(question.input_schema, (name) => /** @type {string | null} */ (data.get(name)));
  store.set((state) => ({ problems: withFieldProblems(state.problems, runId, missing, wrong) }));
  const bad = new Set([...missing, ...wrong]);
  if (bad.size > 0) {
    const first = fieldsOf(question.input_schema).find(({ name }) => bad.has(name));
    /** @type {HTMLElement | null} */ (form.querySelector(`[name="${CSS.escape(first?.name ?? '')}"]`))?.focus();
    return;
  }
  const sent = await attempt(`answer:${runId}`, () => answerMainAgentRun(runId, answer, form.dataset.question));
  // The form of a question that is asked no more is gone, and the focus with it.
  if (sent || store.get().onelinerRunDetails[runId]?.question?.id !== form.dataset.question) focusRuns();
}

function withFieldProblems(problems, runId, missing, wrong) {
  const others = Object.entries(problems).filter(([key]) => !key.startsWith(`field:${runId}/`));
  const own = [
    ...missing.map((name) => [`field:${runId}/${name}`, 'field.missing']),
    ...wrong.map((name) => [`field:${runId}/${name}`, 'field.wrong']),
  ];
  return Object.fromEntries([...others, ...own]);
}

/**
 * Asked in place before work that has begun is stopped.
 *
 * @param {import('../types.js').Run} run @param {unknown} problems
 */
export function cancelQuestion(run, problems) {
  const busy = isBusy(`cancel:${run.id}`);
  return html`<form class="rc-q" data-form="cancel-run" data-run=${run.id}>${problems}
    <label class="fl"><span>${t('run.cancelAsk')}</span><input type="text" name="reason" maxlength="500" autocomplete="off" placeholder="${t('run.cancelReason')} ${t('field.optional')}"></label>
    <div class="rc-f in"><button class="btn danger grow" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${t('run.cancelSure')}</button>
      <button class="btn" type="button" data-action="keep-run" data-run=${run.id}>${t('run.keep')}</button></div></form>`;
}
