import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { clock, nameOf, said, t } from '../core/i18n.js';
import { store } from '../core/state.js';
import { icon, platformName, screenName, skeleton, tag } from '../ui/components.js';
import { effectWords, overrideBanner, resource, sharedActions, staleNote } from './pages.js';

/** The screens that have a page of their own. */
const PAGES = { dashboard: '/', strategy: '/strategy', governance: '/governance' };

export const actions = sharedActions;

/** The plugins of the server: what each is, how it is, and what it adds. */
export function page() {
  const found = resource('plugins', () => storyforgeFetch('/plugins'));
  const health = resource('health', () => storyforgeFetch('/observe/health/ready'));
  // What does not work comes first: that is what somebody comes here for.
  const plugins = (found.value?.plugins ?? []).toSorted((one, other) => Number(works(one)) - Number(works(other)));
  return html`${overrideBanner()}<p class="page-lead">${t('plugins.text')}</p>${found.value && plugins.length > 0 ? summary(found.value) : nothing}${staleNote('plugins', found)}${found.value ? nothing : found.problem ? nothing : skeleton()}
    ${found.value && plugins.length === 0 ? html`<p class="card empty">${t('plugins.none')}</p>` : nothing}
    <div class="rows">${plugins.map(pluginCard)}</div>${found.value || found.problem ? healthCard(health, found.value?.api ?? '') : nothing}`;
}

const works = ({ status }) => ['ACTIVE', 'DISABLED', 'STOPPED'].includes(status);
const lookOf = (status) => ({ ACTIVE: 'st-done', DISABLED: 'st-cancelled', STOPPED: 'st-cancelled' })[status] ?? 'st-failed';
const pill = (status, more = '') => html`<span class="pill ${lookOf(status)}"><span class="dot" aria-hidden="true"></span>${nameOf('plugins.status', status)}${more}</span>`;

const summary = (list) => html`<ul class="states" aria-label=${t('plugins.summary')}>${Object.entries(list.summary).map(([state, n]) => html`<li>${pill(state.toUpperCase(), ` ${n}`)}</li>`)}
  <li class="muted small">${t('plugins.loadedAt', { at: clock(list.loaded_at, store.get().locale) })}</li></ul>`;

function pluginCard(plugin) {
  const address = PAGES[plugin.screen] ?? `/x/${encodeURIComponent(plugin.id)}/${encodeURIComponent(plugin.screen)}`;
  return html`<section class="card run-page plugin" data-plugin=${plugin.id} aria-label=${plugin.name || plugin.id}>
    <header>${icon('plug')}<h2>${plugin.name || plugin.id}</h2>${pill(plugin.status)}</header>
    <dl class="pairs"><div><dt>${t('plugins.id')}</dt><dd><code>${plugin.id}</code></dd></div>${plugin.version ? html`<div><dt>${t('plugins.version')}</dt><dd>${plugin.version}</dd></div>` : nothing}
      ${plugin.screen ? html`<div><dt>${t('plugins.screen')}</dt><dd>${plugin.status === 'ACTIVE' ? html`<a class="lnk" href=${address}>${screenName(plugin.screen)}</a>` : screenName(plugin.screen)}</dd></div>` : nothing}</dl>
    ${plugin.status === 'ACTIVE' ? nothing : html`<p class="note warn">${t(plugin.status === 'QUARANTINED' ? 'plugins.paused' : 'plugins.inactive')}${plugin.reason ? html` <span lang="en">${plugin.reason}</span>` : nothing}</p>`}
    ${plugin.problem ? problemOf(plugin.problem, plugin.retry_at) : nothing}${plugin.origin ? operations(plugin) : nothing}
    ${plugin.actions.length > 0 ? html`<h3>${t('plugins.actions', { n: plugin.actions.length })}</h3><ul class="contrib">${plugin.actions.map(contribution)}</ul>` : nothing}</section>`;
}

const pair = (label, value) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;

/** Why it is not used and what to do; the words of the server name files, classes and settings. */
const problemOf = (problem, retryAt) => html`<p><strong>${nameOf('plugins.problem', problem.code)}</strong></p><p class="note" lang="en"><code>${problem.code}</code> ${problem.message}</p>
  <dl class="pairs">${pair(t('plugins.hint'), html`<span lang="en">${problem.hint}</span>`)}${retryAt ? pair(t('plugins.retryAt'), clock(retryAt, store.get().locale)) : nothing}</dl>`;

/** What operators see: where it came from, how often it was called, and what went wrong last. */
function operations(plugin) {
  const error = plugin.last_error;
  return html`<dl class="pairs">${pair(t('plugins.origin'), nameOf('plugins.origin', plugin.origin))}${pair(t('plugins.file'), html`<code>${plugin.file}</code>`)}
    ${plugin.provider ? pair(t('plugins.provider'), plugin.provider) : nothing}${plugin.api ? pair(t('plugins.apiOf'), plugin.api) : nothing}
    ${plugin.since && plugin.status === 'ACTIVE' ? pair(t('plugins.since'), t('plugins.started', { at: clock(plugin.since, store.get().locale), n: plugin.start_millis })) : nothing}
    ${plugin.tools?.length > 0 ? pair(t('plugins.tools'), plugin.tools.map((tool) => html`<div>${said(tool.labels)} <code>${tool.key}</code> ${effectWords(tool.effect)}</div>`)) : nothing}
    ${plugin.calls?.total || plugin.calls?.busy ? pair(t('plugins.calls'), t('plugins.counts', plugin.calls)) : nothing}${plugin.tool_calls?.total || plugin.tool_calls?.busy ? pair(t('plugins.toolCalls'), t('plugins.counts', plugin.tool_calls)) : nothing}
    ${plugin.settings?.length > 0 ? pair(t('plugins.settings'), plugin.settings.map(setting)) : nothing}
    ${error ? pair(t('plugins.lastError'), html`${clock(error.at, store.get().locale)} <span lang="en">${error.message}</span>`) : nothing}</dl>
    ${plugin.stuck_threads > 0 ? html`<p class="note warn">${t('plugins.stuck', { n: plugin.stuck_threads })}</p>` : nothing}`;
}

const setting = ({ key, required, set }) => html`<span class="tag"><code>${key}</code> ${t(set ? 'plugins.setting.set' : 'plugins.setting.unset')}${required && !set ? html` \u00b7 ${t('plugins.setting.required')}` : nothing}</span> `;

const contribution = (action) => html`<li><p><strong>${said(action.labels)}</strong> ${tag(platformName(action.platform))} ${effectWords(action.effect)}</p><p class="muted small">${said(action.summaries)}</p>
  <p class="muted small"><code>${action.key}</code>${action.slot ? html` \u00b7 ${nameOf('slot', action.slot)}` : nothing}${action.offers?.length > 0 ? html` \u00b7 ${t('plugins.offers', { n: action.offers.length })}` : nothing}</p></li>`;

function healthCard(health, api) {
  const checks = health.value?.checks ?? [];
  return html`<section class="card run-page" aria-labelledby="health-title"><h2 id="health-title">${t('plugins.health')}</h2>${staleNote('health', health)}
    <dl class="pairs">${api ? html`<div><dt>${t('plugins.api')}</dt><dd>${api}</dd></div>` : nothing}
      ${checks.map((check) => html`<div><dt>${nameOf('plugins.check', check.name)}</dt><dd><span class="pill ${check.status === 'UP' ? 'st-done' : 'st-failed'}">${nameOf('plugins.up', check.status)}</span>${check.data?.unusable > 0 ? html` ${t('plugins.degraded', { n: check.data.unusable })}` : nothing}</dd></div>`)}</dl></section>`;
}
