import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { fetchAll, storyforgeFetch } from '../core/api.js';
import { clock, currentLocale, nameOf, t } from '../core/i18n.js';
import { attempt } from '../core/main-agent.js';
import { shownRun } from '../core/runs.js';
import { navigate } from '../core/session.js';
import { store } from '../core/state.js';
import { refreshRun } from '../core/surfaces.js';
import { icon, isBusy, isOffline, problemOf, skeleton, spinner } from '../ui/components.js';
import { AUDIT, auditActions, auditCard, changeLine } from './audit-log.js';
import { memberForms, membersCard } from './members.js';
import {
  chosen, draftOf, EMPTY_ROWS, fieldActions, instantOf, jsonField, layerKey, layerPath, localTime, problemsOf, rowsOf, ruleRows, SCOPES, setDraft,
  typedPolicy,
} from './policy-form.js';
import { layerName, ruleValue } from './policy-view.js';
import { allLoaded, forget, overrideBanner, resource, sharedActions, staleNote } from './pages.js';

let complete = false;

/** Who may what: the layers of the policy, what overrides them, and the people of the project. */
export function page() {
  const { me } = store.get();
  const admin = me?.role === 'admin';
  const cards = html`${admin ? html`${layerCard()}${overridesCard()}${auditCard()}` : html`<p class="card empty">${t('policies.adminsOnly')} <a class="lnk" href="/governance">${t('override.link')}</a></p>`}${membersCard()}`;
  // All at once at first: a card that grows would push those below it. Later the forms stay, whatever loads anew.
  complete ||= allLoaded();
  return html`${overrideBanner()}${complete ? cards : skeleton()}`;
}

const NO_LAYER = { policy: {}, valid_until: '', missing: true };

/** Whether a layer was never written, as far as the policy in force tells: a question for it would be answered with an error. */
async function isUnwritten({ scope, key }) {
  const { projectId, me } = store.get();
  if (!key || { system: 'default', platform: key, project: projectId, user: me?.id }[scope] !== key) return false;
  const about = new URLSearchParams({ project_id: projectId, platform: scope === 'platform' ? key : '' });
  const { layers } = await storyforgeFetch(`/v2/governance/effective?${about}`);
  return !layers.some((layer) => layer.scope === scope && layer.key === key);
}

async function loadLayer(layer) {
  if (await isUnwritten(layer)) return NO_LAYER;
  try {
    return await storyforgeFetch(layerPath(layer));
  } catch (error) {
    const problem = /** @type {any} */ (error);
    if (problem.status === 404) return NO_LAYER;
    throw error;
  }
}

function layerCard() {
  const layer = chosen();
  const found = resource(layerKey(layer), () => loadLayer(layer));
  const { governance } = store.get();
  const others = (governance?.layers ?? []).filter(({ scope }) => SCOPES.includes(scope));
  return html`<section class="card run-page" aria-labelledby="layers-title"><h2 id="layers-title">${t('policies.layers')}</h2><p class="muted">${t('governance.order')}</p>
    ${others.length > 0 ? html`<p class="tags">${others.map(({ scope, key }) => html`<a class="tagbtn" href="/admin/policies?${new URLSearchParams({ scope, key })}" aria-current=${scope === layer.scope && key === layer.key ? 'true' : nothing}>${layerName(scope, key)}</a>`)}</p>` : nothing}
    <div class="cols"><label class="fl"><span>${t('policies.scope')}</span><select data-change="layer-scope">${SCOPES.map((scope) => html`<option value=${scope} ?selected=${scope === layer.scope}>${nameOf('layer', scope)}</option>`)}</select></label>
      <label class="fl"><span>${t('policies.key')}</span><input type="text" data-change="layer-key" .value=${layer.key} autocomplete="off" spellcheck="false"></label></div>
    ${staleNote(layerKey(layer), found)}${found.value ? layerForm(layer, found.value) : nothing}</section>`;
}

function layerForm(layer, value) {
  const draft = draftOf('layer', () => ({ rows: rowsOf(value.policy), json: null }), layerKey(layer));
  const key = `layer:${layer.scope}/${layer.key}`;
  const busy = isBusy(key);
  return html`<form class="stackform wide" data-form="layer" data-key=${key} aria-label=${layerName(layer.scope, layer.key)}>
    <p class="muted small">${value.missing ? t('policies.noLayer') : value.expired ? t('governance.expired') : nothing}</p>
    ${draft.json === null ? ruleRows('layer', draft) : jsonField(draft)}
    <div class="cols"><label class="fl"><span>${t('policies.validUntil')} <em class="muted">${t('field.optional')}</em></span><input type="datetime-local" name="until" .value=${localTime(value.valid_until)} aria-describedby="layer-problems"></label></div>
    ${reasonField(false)}<div id="layer-problems">${problemsOf(draft)}${problemOf(key)}</div>
    <p class="acts"><button class="btn primary" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${t('policies.save')}${busy ? spinner() : nothing}</button>
      <button class="btn" type="button" data-action="policy-json" data-draft="layer">${t(draft.json === null ? 'policies.asJson' : 'policies.asRows')}</button><span class="muted small" role="status">${draft.saved ? t('policies.saved') : nothing}</span></p></form>`;
}

function overridesCard() {
  const key = 'overrides';
  const found = resource(key, () => fetchAll('/v2/governance/overrides'));
  const draft = draftOf('override', () => ({ rows: EMPTY_ROWS, json: null }));
  const busy = isBusy('override');
  const items = (found.value ?? []).toSorted((one, other) => Number(one.expired) - Number(other.expired) || other.valid_until.localeCompare(one.valid_until));
  return html`<section class="card run-page" aria-labelledby="overrides-title"><h2 id="overrides-title">${t('policies.overrides')}</h2><p class="muted">${t('policies.overridesText')}</p>${staleNote(key, found)}
    ${found.value && items.length === 0 ? html`<p class="muted">${t('policies.noOverrides')}</p>` : html`<ul class="overrides">${items.map(overrideItem)}</ul>`}
    <details class="fold" ?open=${Boolean(draft.open)}><summary class="lnk">${icon('right')}${t('policies.newOverride')}</summary>
    <form class="stackform wide" data-form="override">${ruleRows('override', draft)}
      <label class="fl"><span>${t('policies.notice')}</span><textarea name="notice" rows="2" required maxlength="500" aria-describedby="override-problems"></textarea></label>
      <div class="cols"><label class="fl"><span>${t('policies.endsAt')}</span><input type="datetime-local" name="ends" required min=${localTime(new Date().toISOString())} aria-describedby="override-problems"></label></div>
      ${reasonField(false)}
      <div id="override-problems">${problemsOf(draft)}${problemOf('override')}</div>
      <p class="acts"><button class="btn danger" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${icon('shield')}${t('policies.makeOverride')}${busy ? spinner() : nothing}</button></p></form></details></section>`;
}

function overrideItem(one) {
  const end = `end:${one.key}`;
  return html`<li class=${one.expired ? 'gone' : ''} data-override=${one.key}><p><strong>${one.notice}</strong> <span class="pill ${one.expired ? 'st-cancelled' : 'st-needs_confirmation'}">${t(one.expired ? 'governance.expired' : 'policies.inForce')}</span>
  <span class="muted">${t('override.until', { time: clock(one.valid_until, currentLocale(), store.get().now) })}</span></p>
  ${(one.changes ?? []).map((change) => html`<p class="muted small">${changeLine(change)}</p>`)}
  <dl class="pairs">${Object.entries(one.policy).map(([rule, value]) => html`<div><dt><code>${rule}</code></dt><dd>${ruleValue(value)}</dd></div>`)}</dl>
  ${one.expired ? nothing : html`<details class="fold"><summary class="lnk">${icon('right')}${t('policies.endOverride')}<span class="sr"> ${one.notice}</span></summary>
    <form class="stackform wide" data-form="end-override" data-override=${one.key}>${reasonField(true)}${problemOf(end)}
      <p class="acts"><button class="btn danger" type="submit" ?disabled=${isBusy(end) || isOffline()} aria-busy=${isBusy(end) ? 'true' : nothing}>${t('policies.endNow')}${isBusy(end) ? spinner() : nothing}</button></p></form></details>`}</li>`;
}

const reasonField = (required) => html`<label class="fl"><span>${t('policies.reason')} ${required ? nothing : html`<em class="muted">${t('field.optional')}</em>`}</span><input type="text" name="reason" maxlength="500" autocomplete="off" ?required=${required}></label>`;

async function refreshPolicy() {
  forget(AUDIT);
  forget('effective/');
  forget('policy/');
  const { projectId } = store.get();
  const governance = await storyforgeFetch(`/v2/governance/effective?${new URLSearchParams({ project_id: projectId, platform: '' })}`);
  store.set({ governance });
  // The run on the card may stand otherwise under the new policy.
  const { onelinerRuns, selectedOnelinerRunId } = store.get();
  const run = shownRun(onelinerRuns, selectedOnelinerRunId);
  if (run) await refreshRun(run.id).catch(() => {});
}

/** What clicks, changes and forms do here. @type {Record<string, (element: any) => unknown>} */
export const actions = {
  ...sharedActions,
  ...auditActions,
  ...fieldActions,
};
export const changes = {
  'layer-scope': ({ value }) => navigate(`/admin/policies?${new URLSearchParams({ scope: value })}`),
  'layer-key': ({ value }) => navigate(`/admin/policies?${new URLSearchParams({ scope: chosen().scope, key: value.trim() })}`),
};
export const forms = {
  ...memberForms,
  layer: async (form) => {
    const layer = chosen();
    const policy = typedPolicy('layer');
    if (!policy) return;
    const data = new FormData(form);
    const body = { policy, valid_until: instantOf(String(data.get('until') ?? '')), reason: String(data.get('reason') ?? '').trim() };
    const saved = await attempt(form.dataset.key, () => storyforgeFetch(layerPath(layer), { method: 'PUT', body }));
    if (!saved) return;
    store.set(({ pageData }) => ({ pageData: { ...pageData, [layerKey(layer)]: { ...pageData[layerKey(layer)], value: saved } } }));
    setDraft('layer', { rows: rowsOf(saved.policy), json: null, saved: true });
    await refreshPolicy();
  },
  override: async (form) => {
    const policy = typedPolicy('override');
    if (!policy) return;
    const data = new FormData(form);
    const body = { policy, notice: String(data.get('notice') ?? '').trim(), ends_at: instantOf(String(data.get('ends') ?? '')), reason: String(data.get('reason') ?? '').trim() };
    if (!(await attempt('override', () => storyforgeFetch('/v2/governance/overrides', { method: 'POST', body })))) return;
    form.reset();
    setDraft('override', { rows: EMPTY_ROWS, open: false });
    forget('overrides');
    await refreshPolicy();
  },
  'end-override': async (form) => {
    const { override } = form.dataset;
    const reason = String(new FormData(form).get('reason') ?? '').trim();
    if (!(await attempt(`end:${override}`, () => storyforgeFetch(`/v2/governance/overrides/${encodeURIComponent(override)}/end`, { method: 'POST', body: { reason } })))) return;
    forget('overrides');
    await refreshPolicy();
  },
};

/** What was typed and not saved is over when the page is; so is what may have changed meanwhile. */
export function left() {
  complete = false;
  for (const prefix of ['draft/', 'layer/', 'overrides', 'members/', AUDIT]) forget(prefix);
}
