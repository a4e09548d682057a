import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { nameOf, t } from '../core/i18n.js';
import { attempt } from '../core/main-agent.js';
import { store } from '../core/state.js';
import { refreshGovernance, takeRun } from '../core/surfaces.js';
import { actionButton, icon, problemOf } from './components.js';

/** @typedef {import('../types.js').Run} Run */

/** What the policy of now means for the run: that it changed, who has to confirm, and what an administrator laid over it. @param {Run} run */
export function policyLines(run) {
  const waits = run.run_status === 'needs_confirmation';
  return html`${waits ? approval(run) : nothing}${drift(run, waits)}${waits ? override() : nothing}`;
}

/** @param {Run} run @param {boolean} waits */
function drift({ id, policy_drift: found }, waits) {
  if (!found || found.changes.length === 0) return nothing;
  const key = found.reaction === 'block' ? 'block' : waits ? 'waits' : found.reaction;
  return html`<p class="ovr" data-drift=${found.reaction} role="status">${icon('alert')}<span><strong>${t(`drift.${key}`)}</strong> ${t('drift.rules', { rules: found.changes.map(({ rule }) => rule).join(', ') })}</span><a class="lnk" href="/runs/${id}#snapshot-title">${t('drift.link')}</a></p>`;
}

/** @param {Run} run */
function approval({ confirm_by: roles = [], user_id: owner, user_name: name }) {
  if (roles.length === 0) return nothing;
  const mine = owner === store.get().me?.id;
  return html`<p class="ovr" data-approval=${mine ? 'owner' : 'approver'}>${icon('shieldcheck')}<span>${mine ? t('approval.owner', { roles: roles.map((role) => nameOf('role', role)).join(t('approval.or')) }) : t('approval.approver', { name })}</span></p>`;
}

function override() {
  const notice = store.get().governance?.active_admin_override_notice?.notice;
  return notice ? html`<p class="ovr">${icon('shield')}<span><strong>${t('override.title')}</strong> ${notice}</span><a class="lnk" href="/governance">${t('override.link')}</a></p>` : nothing;
}

/** More time to confirm, while there is a limit. @param {Run} run */
export function extendButton(run) {
  if (!run.allowed_actions?.includes('extend')) return nothing;
  return html`${actionButton({ action: 'extend-run', key: `extend:${run.id}`, cls: 'quiet', data: { run: run.id }, label: t('run.extend') })}${problemOf(`extend:${run.id}`)}`;
}

export const actions = {
  'extend-run': ({ dataset: { run } }) =>
    attempt(`extend:${run}`, async () => takeRun(await storyforgeFetch(`/v2/oneliner/runs/${encodeURIComponent(run)}/extend`, { method: 'POST', body: {} }))),
};

// Rules also end by themselves, at their time: who comes back to the page sees how the run stands now.
addEventListener('focus', () => {
  if (store.get().phase === 'ready') refreshGovernance().catch(() => {});
});
