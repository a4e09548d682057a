import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { fieldsOf } from '../core/schema-form.js';
import { store } from '../core/state.js';
import { isBusy, isOffline, problemOf, spinner } from './components.js';

/**
 * The question of a blocked run: one form, sent whole.
 *
 * @param {import('../core/state.js').Run} run @param {unknown} cancelButton
 */
export function questionForm(run, cancelButton) {
  const key = `answer:${run.id}`;
  const form = `answer-${run.id}`;
  const question = run.question ?? {};
  const fields = fieldsOf(question.input_schema);
  return html`<form class="question" id=${form} data-form="answer" data-run=${run.id} novalidate>
    <fieldset class="ask"><legend>${question.prompt || run.blocked_reason}</legend>
      ${fields.map((field) => fieldControl(form, field, `${run.id}/${field.name}`))}</fieldset>
    ${problemOf(key)}
    <div class="rc-f in"><button class="btn primary grow" type="submit" ?disabled=${isBusy(key) || isOffline()}
      aria-busy=${isBusy(key) ? 'true' : nothing}>${t('run.answer')}${isBusy(key) ? spinner() : nothing}</button>${cancelButton}</div></form>`;
}

function fieldControl(form, field, problemKey) {
  const said = store.get().problems[`field:${problemKey}`];
  const id = `${form}-${field.name}`;
  const note = said ? html`<small class="field-problem" id="${id}-problem">${t(said)}</small>` : nothing;
  const describedBy = said ? `${id}-problem` : nothing;
  if (field.kind === 'choice') {
    return html`<div class="choices" role="radiogroup" aria-label=${field.title} aria-describedby=${describedBy}>
      ${field.title === field.name ? nothing : html`<span class="fl-t">${field.title}</span>`}
      ${field.options.map((option) => html`<label class="choice"><input type="radio" name=${field.name} value=${option.value}><span>${option.title}</span></label>`)}${note}</div>`;
  }
  if (field.kind === 'flag') {
    return html`<label class="choice"><input type="checkbox" name=${field.name} value="true"><span>${field.title}</span></label>`;
  }
  const type = field.kind === 'date' ? 'date' : 'text';
  return html`<label class="fl"><span>${field.title}${field.required ? nothing : html` <em class="muted">${t('field.optional')}</em>`}</span>
    <input type=${type} name=${field.name} inputmode=${field.kind === 'number' ? 'decimal' : nothing} autocomplete="off"
      aria-invalid=${said ? 'true' : nothing} aria-describedby=${describedBy}>${note}</label>`;
}
