import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { t } from '../core/i18n.js';
import { store } from '../core/state.js';
import { isBusy, isOffline, problemOf, spinner } from './components.js';
import { icon } from './icons.js';

/**
 * The plan as fields. Nothing is saved until it is sent, and then the run waits for confirmation again.
 *
 * @param {import('../core/state.js').Run} run
 */
export function planForm(run) {
  const { editing } = store.get();
  const key = `plan:${run.id}`;
  const busy = isBusy(key);
  return html`<form class="rc-q" data-form="plan" data-run=${run.id}>
    <ol class="ed">${repeat(editing.steps, (step) => step.key, (step, index) => editRow(step, index, editing.steps.length))}</ol>
    <button class="lnk add" type="button" data-action="add-step">${icon('plus')}${t('edit.add')}</button>${problemOf(key)}
    <div class="rc-f in"><button class="btn primary grow" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${t('edit.save')}${busy ? spinner() : nothing}</button>
      <button class="btn" type="button" data-action="discard-edit">${t('edit.discard')}</button></div></form>`;
}

function editRow(step, index, count) {
  return html`<li><span class="sn" aria-hidden="true">${index + 1}</span>
    <input type="text" name="step" maxlength="200" autocomplete="off" aria-label=${t('edit.step', { a: index + 1 })} .value=${step.title}>
    <button class="ib s" type="button" data-action="move-step" data-index=${index} aria-label=${t('edit.up', { title: step.title })} ?disabled=${index === 0}>${icon('send')}</button>
    <button class="ib s" type="button" data-action="remove-step" data-index=${index} aria-label=${t('edit.remove', { title: step.title })} ?disabled=${count === 1}>${icon('trash')}</button></li>`;
}
