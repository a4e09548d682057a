import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { t } from '../core/i18n.js';
import { aimed, buttonsOf } from '../core/main-agent.js';
import { navigate } from '../core/session.js';
import { store } from '../core/state.js';
import { handoffButton, icon, platformName, problemOf, skeleton } from '../ui/components.js';
import { ruleLayers } from './policy-diff.js';
import { layerChain, ruleValue, snapshotView } from './policy-view.js';
import { actionCard, cardGrid, effectWords, overrideBanner, resource, sharedActions, staleNote } from './pages.js';

const KNOWN_PLATFORMS = ['douyin', 'xiaohongshu', 'kuaishou', 'bilibili', 'weibo', 'shipinhao'];

/** The rules in force with every layer that speaks to them; each rule is a tag that is handed over. */
export function page() {
  const { sources, governance, projectId, search, strategies, me } = store.get();
  const asked = new URLSearchParams(search);
  const platform = asked.get('platform') ?? '';
  const key = `policy/${projectId}/${platform}`;
  const other = platform ? resource(key, () => storyforgeFetch(`/v2/governance/effective?${new URLSearchParams({ project_id: projectId, platform })}`), governance) : { value: governance, problem: null };
  const buttons = buttonsOf(sources, ({ slot, screen }) => slot === 'governance.tag' || (!slot && screen === 'governance'));
  const more = buttonsOf(sources, ({ slot, screen }) => screen === 'governance' && slot !== '' && slot !== 'governance.tag' && !slot.startsWith('dashboard.'));
  const platforms = [...new Set([...strategies.map(({ key: name, content }) => String(content.platform || name)), ...KNOWN_PLATFORMS, ...(platform ? [platform] : [])])];
  return html`${overrideBanner()}<div class="filters"><p class="page-lead">${t('governance.text')}
      ${me?.role === 'admin' ? html`<a class="lnk" href="/admin/policies">${t('governance.edit')}</a>` : nothing}</p>
    <label class="fl in"><span>${t('governance.platform')}</span><select data-change="governance-platform"><option value="" ?selected=${!platform}>${t('platform.all')}</option>
      ${platforms.map((name) => html`<option value=${name} ?selected=${name === platform}>${platformName(name)}</option>`)}</select></label></div>
    ${buttons.map((button) => html`<p class="page-lead">${button.summary} ${effectWords(button.effect)}</p>`)}${staleNote(key, other)}
    ${other.value ? rulesCard(other.value, buttons, platform) : skeleton()}${snapshotCard(asked.get('snapshot') ?? '', governance)}
    ${cardGrid(t('dashboard.more'), more.map((button) => actionCard(button)))}`;
}

function rulesCard(governance, buttons, platform) {
  const rules = ruleLayers(governance);
  return html`<section class="card recent" aria-labelledby="policy-title"><header><h2 id="policy-title">${t('governance.effective')}</h2><span class="muted small">${t('governance.order')}</span></header>
    ${rules.length === 0 ? html`<p class="empty">${t('governance.noRules')}</p>`
      : html`<table class="policy"><thead><tr><th scope="col">${t('governance.rule')}</th><th scope="col">${t('governance.value')}</th><th scope="col">${t('governance.layers')}</th><th scope="col"><span class="sr">${t('handoffFix')}</span></th></tr></thead>
        <tbody>${rules.map((rule) => ruleRow(rule, buttons, platform))}</tbody></table>`}</section>`;
}

function ruleRow({ rule, value, layers }, buttons, platform) {
  const aims = buttons.map((button) => aimed({ ...button, title: rule }, platform ? { tag: rule, platform } : { tag: rule }));
  return html`<tr data-rule=${rule}><th scope="row"><span class="tag rule">${icon('flag')}<code>${rule}</code></span></th><td class="wrap">${ruleValue(value)}</td><td class="wrap">${layerChain(layers)}</td>
    <td class="wrap hand">${aims.map((button) => html`${problemOf(`handoff:${button.id}`)}${handoffButton(button, { label: t('handoffFix'), cls: 'soft' })}`)}</td></tr>`;
}

/** The rules as they were when a run was made. */
function snapshotCard(runId, governance) {
  const { onelinerRuns } = store.get();
  const key = `snapshot/${runId}`;
  const found = runId ? resource(key, () => storyforgeFetch(`/v2/oneliner/runs/${encodeURIComponent(runId)}`), governance) : { value: null, problem: null };
  const run = found.value;
  return html`<section class="card run-page" aria-labelledby="snapshots-title"><h2 id="snapshots-title">${t('governance.snapshots')}</h2><p class="muted">${t('governance.snapshotsText')}</p>
    <label class="fl"><span>${t('table.run')}</span><select data-change="governance-snapshot"><option value="" ?selected=${!runId}>${t('governance.chooseRun')}</option>
      ${onelinerRuns.slice(0, 20).map((one) => html`<option value=${one.id} ?selected=${one.id === runId}>#${one.number} ${one.title}</option>`)}
      ${run && !onelinerRuns.slice(0, 20).some((one) => one.id === runId) ? html`<option value=${runId} selected>#${run.number} ${run.title}</option>` : nothing}</select></label>
    ${run ? html`<div class="snap">${snapshotView(run)}</div>` : nothing}${staleNote(key, found)}</section>`;
}

export const actions = sharedActions;

/** What a changed field does here: the choice stays in the address. @type {Record<string, (field: HTMLSelectElement) => unknown>} */
export const changes = {
  'governance-platform': ({ value }) => choose('platform', value),
  'governance-snapshot': ({ value }) => choose('snapshot', value),
};

function choose(name, value) {
  const query = new URLSearchParams(store.get().search);
  if (value) query.set(name, value);
  else query.delete(name);
  navigate(query.size > 0 ? `/governance?${query}` : '/governance');
}
