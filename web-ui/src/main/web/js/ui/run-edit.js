import { repeat } from '../../vendor/lit-html/directives/repeat.js';
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { attempt, changeMainAgentPlan } from '../core/main-agent.js';
import { editOf, planOf, withStep, withStepUp, withTitles, withoutStep } from '../core/plan-edit.js';
import { store } from '../core/state.js';
import { forgetPlanChange } from '../core/surfaces.js';
import { focusRuns, focusSoon, icon, isBusy, isOffline, problemOf, spinner } from './components.js';
import './more-icons.js';

/**
 * The plan as fields. Nothing is saved until it is sent, and then the run waits for confirmation again.
 *
 * @param {import('../types.js').Run} run
 */
export function planForm(run) {
  const { editing } = store.get();
  if (!editing) return nothing;
  const key = `plan:${run.id}`;
  const busy = isBusy(key);
  // Somebody changed the plan meanwhile: what is being typed would go over it, and the server refuses that.
  const outdated = run.plan && run.plan.digest !== editing.digest;
  return html`<form class="rc-q" data-form="plan" data-run=${run.id}>
    <ol class="ed">${repeat(editing.steps, (step) => step.key, (step, index) => editRow(step, index, editing.steps.length))}</ol>
    <button class="lnk add" type="button" data-action="add-step">${icon('plus')}${t('edit.add')}</button>
    ${outdated ? html`<p class="remark changed" role="status">${icon('alert')}<span>${t('edit.outdated')}</span></p>` : nothing}${problemOf(key)}
    <div class="rc-f in"><button class="btn primary grow" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${t('edit.save')}${busy ? spinner() : nothing}</button>
      <button class="btn" type="button" data-action="discard-edit">${t('edit.discard')}</button></div></form>`;
}

function editRow(step, index, count) {
  const title = step.title || t('edit.step', { a: index + 1 });
  return html`<li><span class="sn" aria-hidden="true">${index + 1}</span>
    <input type="text" name="step" maxlength="200" autocomplete="off" aria-label=${t('edit.step', { a: index + 1 })} .value=${step.title}>
    <button class="ib s" type="button" data-action="move-step" data-index=${index} aria-label=${t('edit.up', { title })} ?disabled=${index === 0}>${icon('send')}</button>
    <button class="ib s" type="button" data-action="remove-step" data-index=${index} aria-label=${t('edit.remove', { title })} ?disabled=${count === 1}>${icon('trash')}</button></li>`;
}

/** The edit as it stands in the fields, not only in the state. */
function current() {
  const fields = document.querySelectorAll('form[data-form="plan"] input[name="step"]');
  const editing = /** @type {import('../types.js').PlanEdit} */ (store.get().editing);
  return withTitles(editing, [...fields].map((field) => /** @type {HTMLInputElement} */ (field).value));
}

function change(next) {
  store.set({ editing: next });
}

const inputAt = (index) => `form[data-form="plan"] li:nth-child(${index + 1}) input`;

/** What a click does while a plan is edited, by `data-action`. @type {Record<string, (button: HTMLElement) => unknown>} */
export const actions = {
  'edit-plan': ({ dataset: { run } }) => {
    const details = store.get().onelinerRunDetails[run ?? ''];
    if (!details?.plan) return;
    change(editOf({ ...details, plan: details.plan }));
    focusSoon(inputAt(0));
  },
  'add-step': () => {
    const next = withStep(current());
    change(next);
    focusSoon(inputAt(next.steps.length - 1));
  },
  'move-step': ({ dataset: { index } }) => {
    change(withStepUp(current(), Number(index)));
    focusSoon(inputAt(Number(index) - 1));
  },
  'remove-step': ({ dataset: { index } }) => {
    change(withoutStep(current(), Number(index)));
    focusSoon(inputAt(Math.max(0, Number(index) - 1)));
  },
  'discard-edit': () => {
    change(null);
    focusRuns();
  },
};

/** Sends the plan; what was typed stays until the server took it. */
export async function savePlan() {
  const edit = current();
  change(edit);
  if (!(await attempt(`plan:${edit.runId}`, () => changeMainAgentPlan(edit.runId, planOf(edit))))) return;
  forgetPlanChange(edit.runId);
  change(null);
  focusRuns();
}
