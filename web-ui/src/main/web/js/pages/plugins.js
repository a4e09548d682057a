import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { nameOf, t } from '../core/i18n.js';
import { icon, platformName, skeleton, tag } from '../ui/components.js';
import { effectWords, overrideBanner, resource, sharedActions, staleNote } from './pages.js';

/** The screens that have a page of their own. */
const PAGES = { dashboard: '/', strategy: '/strategy', governance: '/governance' };

export const actions = sharedActions;

/** The plugins of the server: what each is, how it is, and what it adds. */
export function page() {
  const found = resource('plugins', () => storyforgeFetch('/plugins'));
  const health = resource('health', () => storyforgeFetch('/observe/health/ready'));
  const plugins = found.value?.plugins ?? [];
  return html`${overrideBanner()}<p class="page-lead">${t('plugins.text')}</p>${staleNote('plugins', found)}${found.value ? nothing : found.problem ? nothing : skeleton()}
    ${found.value && plugins.length === 0 ? html`<p class="card empty">${t('plugins.none')}</p>` : nothing}
    <div class="rows">${plugins.map(pluginCard)}</div>${found.value || found.problem ? healthCard(health, found.value?.api ?? '') : nothing}`;
}

function pluginCard(plugin) {
  const look = { ACTIVE: 'st-done', DISABLED: 'st-cancelled', STOPPED: 'st-cancelled' }[plugin.status] ?? 'st-failed';
  const address = PAGES[plugin.screen] ?? `/x/${encodeURIComponent(plugin.id)}/${encodeURIComponent(plugin.screen)}`;
  return html`<section class="card run-page plugin" data-plugin=${plugin.id} aria-label=${plugin.name || plugin.id}>
    <header>${icon('plug')}<h2>${plugin.name || plugin.id}</h2><span class="pill ${look}"><span class="dot" aria-hidden="true"></span>${nameOf('plugins.status', plugin.status)}</span></header>
    <dl class="pairs"><div><dt>${t('plugins.id')}</dt><dd><code>${plugin.id}</code></dd></div>${plugin.version ? html`<div><dt>${t('plugins.version')}</dt><dd>${plugin.version}</dd></div>` : nothing}
      ${plugin.screen ? html`<div><dt>${t('plugins.screen')}</dt><dd>${plugin.status === 'ACTIVE' ? html`<a class="lnk" href=${address}>${nameOf('screen', plugin.screen)}</a>` : nameOf('screen', plugin.screen)}</dd></div>` : nothing}</dl>
    ${plugin.status === 'ACTIVE' ? nothing : html`<p class="note warn">${t('plugins.inactive')}</p>`}
    ${plugin.actions.length > 0 ? html`<h3>${t('plugins.actions', { n: plugin.actions.length })}</h3><ul class="contrib">${plugin.actions.map(contribution)}</ul>` : nothing}</section>`;
}

const contribution = (action) => html`<li><p><strong>${action.label}</strong> ${tag(platformName(action.platform))} ${effectWords(action.effect)}</p><p class="muted small">${action.summary}</p>
  <p class="muted small"><code>${action.key}</code>${action.slot ? html` \u00b7 ${nameOf('slot', action.slot)}` : nothing}${action.offers?.length > 0 ? html` \u00b7 ${t('plugins.offers', { n: action.offers.length })}` : nothing}</p></li>`;

function healthCard(health, api) {
  const checks = health.value?.checks ?? [];
  return html`<section class="card run-page" aria-labelledby="health-title"><h2 id="health-title">${t('plugins.health')}</h2>${staleNote('health', health)}
    <dl class="pairs">${api ? html`<div><dt>${t('plugins.api')}</dt><dd>${api}</dd></div>` : nothing}
      ${checks.map((check) => html`<div><dt>${nameOf('plugins.check', check.name)}</dt><dd><span class="pill ${check.status === 'UP' ? 'st-done' : 'st-failed'}">${nameOf('plugins.up', check.status)}</span></dd></div>`)}</dl></section>`;
}
