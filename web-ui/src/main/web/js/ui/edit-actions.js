import { attempt, changeMainAgentPlan } from '../core/main-agent.js';
import { editOf, planOf, withStep, withStepUp, withTitles, withoutStep } from '../core/plan-edit.js';
import { store } from '../core/state.js';
import { focusRuns, focusSoon } from './focus.js';

/** The edit as it stands in the fields, not only in the state. */
function current() {
  const fields = document.querySelectorAll('form[data-form="plan"] input[name="step"]');
  return withTitles(store.get().editing, [...fields].map((field) => /** @type {HTMLInputElement} */ (field).value));
}

function change(next) {
  store.set({ editing: next });
}

/** What a click does while a plan is edited, by `data-action`. @type {Record<string, (button: HTMLElement) => unknown>} */
export const editActions = {
  'edit-plan': ({ dataset: { run } }) => {
    const details = store.get().onelinerRunDetails[run];
    if (!details?.plan) return;
    change(editOf(details));
    focusSoon('form[data-form="plan"] input');
  },
  'add-step': () => {
    change(withStep(current()));
    focusSoon('form[data-form="plan"] li:last-child input');
  },
  'move-step': ({ dataset: { index } }) => change(withStepUp(current(), Number(index))),
  'remove-step': ({ dataset: { index } }) => {
    change(withoutStep(current(), Number(index)));
    focusSoon('form[data-form="plan"] input');
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
  if (await attempt(`plan:${edit.runId}`, () => changeMainAgentPlan(edit.runId, planOf(edit)))) {
    change(null);
    focusRuns();
  }
}
