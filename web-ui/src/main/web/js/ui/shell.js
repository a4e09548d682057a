import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { nameOf, t } from '../core/i18n.js';
import { waitingCount } from '../core/runs.js';
import { route } from '../core/session.js';
import { store } from '../core/state.js';
import { connection, icon, mark, problemOf } from './components.js';
import { commandKey } from './run-card.js';

const PAGES = [
  { page: 'dashboard', path: '/', icon: 'home' },
  { page: 'strategy', path: '/strategy', icon: 'compass' },
  { page: 'governance', path: '/governance', icon: 'shieldcheck' },
  { page: 'runs', path: '/runs', icon: 'runs' },
];
const FOOT = [
  { page: 'plugins', path: '/admin/plugins', icon: 'plug' },
  { page: 'policies', path: '/admin/policies', icon: 'gear' },
];
/** Screens with a page of their own; every other screen of a plugin is listed by itself. */
const OWN = new Set(['dashboard', 'strategy', 'governance']);
const THEME_ICONS = { '': 'contrast', light: 'sun', dark: 'moon' };

/** The frame around every page. @param {unknown} page */
export function shell(page) {
  return html`<a class="skip" href="#main">${t('skip')}</a>${navigation()}
    <div class="page">${topBar()}<main id="main" tabindex="-1">${page}</main></div>${tabBar()}`;
}

const current = (page) => {
  const shown = route(store.get().path).page;
  return shown === page || (shown === 'run' && page === 'runs') ? 'page' : nothing;
};

function navigation() {
  const waiting = waitingCount(store.get().onelinerRuns);
  return html`<nav class="nav" aria-label=${t('nav.label')}>
    <a class="brand" href="/" aria-label="StoryForge">${mark()}<span>StoryForge</span></a>${projectSwitch()}
    <ul>${PAGES.map((item) => navItem(item, item.page === 'runs' ? waiting : 0))}</ul>${pluginScreens()}
    <ul class="nav-foot">${FOOT.map((item) => navItem(item, 0))}</ul></nav>`;
}

const navItem = ({ page, path, icon: sign }, count) => html`<li><a href=${path} aria-current=${current(page)} title=${t(`nav.${page}`)}>${icon(sign)}<span>${t(`nav.${page}`)}</span>${count > 0 ? html`<b class="count">${count}</b>` : nothing}</a></li>`;

function pluginScreens() {
  const { sources, path } = store.get();
  const own = sources.filter((source) => !OWN.has(source.screen));
  if (own.length === 0) return nothing;
  return html`<p class="nav-h">${t('nav.plugins.screens')}</p><ul>${own.map(({ plugin_id: plugin, screen }) => {
    const address = `/x/${encodeURIComponent(plugin)}/${encodeURIComponent(screen)}`;
    const name = nameOf('screen', screen);
    return html`<li><a href=${address} aria-current=${path === address ? 'page' : nothing} title=${name}>${icon('stack')}<span>${name}</span></a></li>`;
  })}</ul>`;
}

function projectSwitch() {
  const { projects, projectId } = store.get();
  const project = projects.find((candidate) => candidate.id === projectId);
  if (!project) return nothing;
  const sample = project.sample ? html`<span class="tag sample">${t('project.sample')}</span>` : nothing;
  const initial = html`<span class="pj" data-m=${[...project.name][0] ?? ''} aria-hidden="true"></span>`;
  if (projects.length === 1) return html`<p class="project one" title=${project.name}>${initial}<span class="pj-n">${project.name}</span>${sample}</p>`;
  return html`<div class="project">${initial}<select class="pj-n" data-change="project" aria-label=${t('project.switch')}>
    ${projects.map((candidate) => html`<option value=${candidate.id} ?selected=${candidate.id === projectId}>${candidate.name}</option>`)}</select>${sample}</div>`;
}

function topBar() {
  const { path, locale, theme, me } = store.get();
  const { page } = route(path);
  const waiting = waitingCount(store.get().onelinerRuns);
  return html`<header class="top"><h1>${t(`nav.${page}`)}</h1>${sampleMark()}${problemOf('logout')}
    <button class="search" type="button" data-action="open-jump" aria-haspopup="dialog">${icon('search')}<span>${t('jump.open')}</span><kbd aria-hidden="true">${commandKey()} K</kbd></button>${connection()}
    <button class="ib" type="button" data-action="switch-language"><span class="sr">${t('language.switch')}</span><span class="lg" aria-hidden="true">${locale === 'en' ? 'EN' : t('language.mark')}</span></button>
    <button class="ib" type="button" data-action="switch-theme" aria-label=${t(`theme.${theme || 'system'}`)} title=${t(`theme.${theme || 'system'}`)}>${icon(THEME_ICONS[theme] ?? 'contrast')}</button>
    <a class="ib bell" href="/runs?status=waiting" aria-label=${waiting > 0 ? t('bell.waiting', { n: waiting }) : t('bell.none')} title=${waiting > 0 ? t('bell.waiting', { n: waiting }) : t('bell.none')}>${icon('bell')}${waiting > 0 ? html`<span class="nb" aria-hidden="true"></span>` : nothing}</a>
    <span class="avatar" data-m=${[...(me?.name ?? '')][0]?.toUpperCase() ?? ''} role="img" aria-label=${me?.name ?? ''} title=${me?.name ?? ''}></span>
    <button class="ib" type="button" data-action="sign-out" aria-label=${t('signOut')} title=${t('signOut')}>${icon('leave')}</button></header>`;
}

// On a narrow page the navigation with its label is gone, and sample data must never pass for real.
function sampleMark() {
  const { projects, projectId } = store.get();
  const sample = projects.find((candidate) => candidate.id === projectId)?.sample;
  return sample ? html`<span class="tag sample only-s">${t('project.sample')}</span>` : nothing;
}

function tabBar() {
  const n = waitingCount(store.get().onelinerRuns);
  const link = ({ page, path, icon: sign }) =>
    html`<a href=${path} aria-current=${current(page)}>${icon(sign)}<span>${t(`tab.${page}`)}</span></a>`;
  return html`<nav class="tabbar" aria-label=${t('nav.label')}>${PAGES.slice(0, 2).map(link)}
    <button type="button" class="tb-ol" data-action="open-window" aria-label=${n > 0 ? t('window.openWaiting', { n }) : t('window.open')}>${mark()}${n > 0 ? html`<b aria-hidden="true">${n}</b>` : nothing}</button>
    ${link(PAGES[3])}<button type="button" data-action="open-jump" aria-haspopup="dialog">${icon('dots')}<span>${t('tab.more')}</span></button></nav>`;
}
