/** @typedef {import('../types.js').PlanEdit} PlanEdit */

/**
 * @param {import('../types.js').Run & {plan: import('../types.js').Plan}} run in full
 * @returns {PlanEdit}
 */
export function editOf(run) {
  const steps = run.plan.steps.map((step, index) => ({ key: index, title: step.title, base: step }));
  return { runId: run.id, goal: run.plan.goal, digest: run.plan.digest, steps, nextKey: steps.length };
}

/** The edit with the titles as they stand in the fields. @param {PlanEdit} edit @param {readonly string[]} titles */
export function withTitles(edit, titles) {
  return { ...edit, steps: edit.steps.map((step, index) => ({ ...step, title: titles[index] ?? step.title })) };
}

/** @param {PlanEdit} edit @returns {PlanEdit} with an empty step at the end */
export function withStep(edit) {
  return { ...edit, steps: [...edit.steps, { key: edit.nextKey, title: '', base: null }], nextKey: edit.nextKey + 1 };
}

/** @param {PlanEdit} edit @param {number} index @returns {PlanEdit} */
export function withoutStep(edit, index) {
  return { ...edit, steps: edit.steps.toSpliced(index, 1) };
}

/** @param {PlanEdit} edit @param {number} index @returns {PlanEdit} with the step before the one above it */
export function withStepUp(edit, index) {
  if (index <= 0) return edit;
  const step = edit.steps[index];
  return { ...edit, steps: edit.steps.toSpliced(index, 1).toSpliced(index - 1, 0, step) };
}

/**
 * What is sent: each step with the tool it had, an added one as its text; steps left empty are left out.
 *
 * @param {PlanEdit} edit
 */
export function planOf(edit) {
  const steps = edit.steps
    .map(({ title, base }) => ({ title: title.trim(), base }))
    .filter(({ title }) => title !== '')
    .map(({ title, base }) => (base?.tool ? { title, tool: base.tool, arguments: base.arguments ?? {}, detail: base.detail ?? '' } : title));
  return { goal: edit.goal, steps, plan_digest: edit.digest };
}
