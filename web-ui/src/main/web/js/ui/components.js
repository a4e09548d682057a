import { html, nothing, svg } from '../../vendor/lit-html/lit-html.js';
import { problemWords } from '../core/api.js';
import { has, nameOf, said, t } from '../core/i18n.js';
import { waitingCount } from '../core/runs.js';
import { route } from '../core/session.js';
import { store } from '../core/state.js';

/** @param {string} status of a run */
export const statusPill = (status) =>
  html`<span class="pill st-${status}"><span class="dot" aria-hidden="true"></span>${nameOf('status', status)}</span>`;

/** @param {string} text */
export const tag = (text) => (text ? html`<span class="tag">${text}</span>` : nothing);

/** The words for a platform; all platforms when none is named. @param {string} platform */
export const platformName = (platform) => (platform ? nameOf('platform', platform) : t('platform.all'));

/** What people call a screen: by our own texts, by those of its plugin, or by its key. @param {string} screen */
export const screenName = (screen) => (has(`screen.${screen}`) ? t(`screen.${screen}`) : said(store.get().sources.find((source) => source.screen === screen)?.names) ?? screen);

const SCREEN_ICONS = { dashboard: 'home', strategy: 'compass', governance: 'shieldcheck' };

/** The drawing that stands for a screen. @param {string} screen */
export const screenIcon = (screen) => SCREEN_ICONS[screen] ?? 'stack';

/** @param {string} key the key of a button */
export const isBusy = (key) => Boolean(store.get().busy[key]);

/** Whether writing is off for now: the page does not know what the server knows. */
export const isOffline = () => store.get().connection === 'off';

/**
 * What went wrong with a button, next to it, in words.
 *
 * @param {string} key
 */
export function problemOf(key) {
  const problem = store.get().problems[key];
  return problem ? problemNote(problem) : nothing;
}

/** @param {import('../core/api.js').Problem} problem */
export function problemNote(problem) {
  const { lead, more, requestId } = problemWords(problem, t, has);
  return html`<div class="problem" role="alert">${icon('alert')}<div><p>${lead}</p>
    ${more.map((line) => html`<p class="muted">${line}</p>`)}
    ${requestId ? html`<p class="muted">${t('problem.request')} <code>${requestId}</code></p>` : nothing}</div></div>`;
}

/**
 * @param {{action: string, key: string, label: unknown, cls?: string, disabled?: boolean, data?: Record<string, string>}} options
 */
export function actionButton({ action, key, label, cls = '', disabled = false, data = {} }) {
  const busy = isBusy(key);
  return html`<button class="btn ${cls}" type="button" data-action=${action} data-key=${key} data-run=${data.run ?? nothing}
    ?disabled=${disabled || busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${label}${busy ? spinner() : nothing}</button>`;
}

/** A button that hands an action over to the main agent. */
export function handoffButton(button, { label, cls }) {
  const key = `handoff:${button.id}`;
  const busy = isBusy(key);
  return html`<button class="btn ${cls}" type="button" data-action="handoff-to-main-agent" data-button=${button.id}
    data-action-key=${button.actionKey} ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}
    aria-label="${label}: ${button.title}">${icon('handoff')}${label}${busy ? spinner() : nothing}</button>`;
}

/** The turning mark of something under way; screen readers get the word. */
export const spinner = () => html`<i class="spin" aria-hidden="true"></i><span class="sr">${t('busy')}</span>`;

/** The place of a page while its content is on the way. */
export const skeleton = () =>
  html`<div class="sk" role="status"><span class="sr">${t('loading')}</span><i></i><i></i><i></i></div>`;

/** Whether what is on the screen follows the server. */
export function connection() {
  const { connection: state } = store.get();
  const look = state === 'live' ? 'live' : state === 'off' ? 'off' : '';
  return html`<span class="conn ${look}" data-role="connection" data-state=${state}><span class="dot" aria-hidden="true"></span>${t(`connection.${state}`)}</span>`;
}

/** Moves the focus to what the next frame draws. @param {string} selector */
export function focusSoon(selector) {
  requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus());
}

/** Puts the focus where the run is, never into the composer: on a phone that would open the keyboard. */
export function focusRuns() {
  focusSoon('[data-role="oneliner-runs"]');
}

/** @type {Record<string, Promise<void>>} */
const sheets = {};

/** Adds a style sheet that the first view does without. @param {string} name of a file in css/ @returns {Promise<void>} */
export function styles(name) {
  sheets[name] ??= new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL(`../../css/${name}.css`, import.meta.url).href;
    // Without its looks a part still works.
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
  return sheets[name];
}

/** @type {Record<string, () => Promise<any>>} */
let parts = {};

/** Says where the code of the parts is that few need, which comes when they are first needed. @param {typeof parts} known */
export function knowParts(known) {
  parts = known;
}

/** Parts that draw nothing, or nothing that the first style sheets do not know: another one is looked up for every element. */
const PLAIN = new Set(['announcer', 'talk', 'others', 'sheet']);
const RETRY_MILLIS = 5_000;
/** @type {Record<string, any>} */
const loaded = {};
/** @type {Record<string, Promise<any> | undefined>} */
const loading = {};

/**
 * A part of the window; null while its code is on the way, and drawn again once it is there.
 *
 * @param {string} name
 */
export function part(name) {
  if (!loaded[name]) void fetchPart(name).catch(() => {});
  return loaded[name] ?? null;
}

/** @param {string} name @returns {Promise<any>} */
export function fetchPart(name) {
  loading[name] ??= Promise.all([parts[name](), PLAIN.has(name) ? null : styles('parts')]).then(
    ([module]) => {
      loaded[name] = module;
      store.set((state) => ({ pagesLoaded: state.pagesLoaded + 1 }));
      return module;
    },
    (error) => {
      setTimeout(() => delete loading[name], RETRY_MILLIS);
      throw error;
    },
  );
  return loading[name];
}

/** The drawings of the first view; `more-icons.js` adds others. @type {Record<string, string>} */
export const PATHS = {
  contrast: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 3v14M10 6.2h4.2M10 9h6.2M10 11.8h6M10 14.6h3.6',
  leave: 'M8.5 16.5h-4a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1h4M8 10h8.5M13.3 6.6 16.7 10l-3.4 3.4',
  home: 'M3.5 9.2 10 3.8l6.5 5.4V16a1 1 0 0 1-1 1h-3.7v-4.3H8.2V17H4.5a1 1 0 0 1-1-1z',
  compass: 'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4zM12.9 7.1l-1.6 4.2-4.2 1.6 1.6-4.2z',
  shield: 'M10 2.9 4.2 5v4.6c0 3.6 2.4 6.2 5.8 7.5 3.4-1.3 5.8-3.9 5.8-7.5V5z',
  shieldcheck: 'M10 2.9 4.2 5v4.6c0 3.6 2.4 6.2 5.8 7.5 3.4-1.3 5.8-3.9 5.8-7.5V5zM7.4 9.9l1.8 1.8 3.5-3.6',
  runs: 'M3.5 5.5h3M9.5 5.5h7M3.5 10h7M13.5 10h3M3.5 14.5h2M8.5 14.5h8',
  plug: 'M7.5 3v3.5M12.5 3v3.5M5.5 6.5h9v3.2a4.5 4.5 0 0 1-9 0zM10 14.2V17',
  gear: 'M10 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8zM16 10a6 6 0 0 0-.1-1l1.5-1.2-1.5-2.6-1.8.7a6 6 0 0 0-1.7-1L12.1 3H9l-.4 1.9a6 6 0 0 0-1.7 1l-1.8-.7-1.5 2.6L5 9a6 6 0 0 0 0 2l-1.5 1.2 1.5 2.6 1.8-.7a6 6 0 0 0 1.7 1L9 17h3.1l.3-1.9a6 6 0 0 0 1.7-1l1.8.7 1.5-2.6L15.9 11a6 6 0 0 0 .1-1z',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l3.8 3.8',
  bell: 'M5.5 8.2a4.5 4.5 0 0 1 9 0c0 4 1.5 4.8 1.5 4.8H4s1.5-.8 1.5-4.8zM8.4 15.8a1.8 1.8 0 0 0 3.2 0',
  sun: 'M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM10 2.6v1.6M10 15.8v1.6M2.6 10h1.6M15.8 10h1.6M4.8 4.8l1.1 1.1M14.1 14.1l1.1 1.1M15.2 4.8l-1.1 1.1M5.9 14.1l-1.1 1.1',
  moon: 'M16.3 11.9A6.8 6.8 0 0 1 8.1 3.7a6.8 6.8 0 1 0 8.2 8.2z',
  handoff: 'M3.5 10h8.2M8.6 6.6 12 10l-3.4 3.4M12.5 3.8h2.8a1.2 1.2 0 0 1 1.2 1.2v10a1.2 1.2 0 0 1-1.2 1.2h-2.8',
  check: 'M4.5 10.5 8.3 14.2 15.8 6',
  x: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  minus: 'M4.5 10h11',
  dock: 'M4 4.5h12a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM12 4.5v11',
  pencil: 'M12.6 4.4 15.6 7.4 7.4 15.6 3.8 16.2 4.4 12.6zM11 6l3 3',
  send: 'M10 16V4.5M5.2 9.2 10 4.4l4.8 4.8',
  plus: 'M10 4.5v11M4.5 10h11',
  chev: 'M6 8l4 4 4-4',
  right: 'M8 5.5 12.5 10 8 14.5',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6.2V10l2.6 1.7',
  lock: 'M5.5 9h9v7h-9zM7.2 9V6.8a2.8 2.8 0 0 1 5.6 0V9',
  alert: 'M10 3.4 17 16H3zM10 8.2v3.4M10 13.8v.1',
  wifioff: 'M3 3l14 14M5.6 11a6.6 6.6 0 0 1 3-1.6M3 8.2a10.4 10.4 0 0 1 3.2-2M17 8.2a10.4 10.4 0 0 0-6.6-2.6M8.2 13.8a2.8 2.8 0 0 1 3.6 0M10 16v.1',
  retry: 'M4 10a6 6 0 0 1 10.6-3.8L16.5 8M16.5 4v4h-4M16 10a6 6 0 0 1-10.6 3.8L3.5 12M3.5 16v-4h4',
  dots: 'M5 10v.1M10 10v.1M15 10v.1',
  question: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM8.1 8.1A2 2 0 1 1 10 10.6v.9M10 13.8v.1',
  eye: 'M2.8 10S5.4 5 10 5s7.2 5 7.2 5-2.6 5-7.2 5-7.2-5-7.2-5zM10 12.1a2.1 2.1 0 1 0 0-4.2 2.1 2.1 0 0 0 0 4.2z',
  stack: 'M10 3.5 17 7l-7 3.5L3 7zM3.5 10.4 10 13.7l6.5-3.3M3.5 13.6 10 16.9l6.5-3.3',
  stop: 'M6 6h8v8H6z',
  flag: 'M5 17V3.8M5 4.2h9l-1.8 3.2L14 10.6H5',
  history: 'M3.5 4v3.5H7M3.8 7.5A6.8 6.8 0 1 1 3.2 11M10 6.4V10l2.5 1.6',
};

/** A line drawing; decoration only. @param {string} name @param {string} [cls] */
export const icon = (name, cls = '') => html`<svg class="i ${cls}" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${svg`<path d=${PATHS[name] ?? ''}></path>`}</svg>`;
/** The product's mark. @param {string} [cls] */
export const mark = (cls = '') => html`<svg class="mark ${cls}" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="9"></rect><path d="M8 16h10.5"></path><circle cx="23.2" cy="16" r="2.4"></circle></svg>`;

/** The name of the key that commands are given with. */
export const commandKey = () => (/Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '') ? '⌘' : 'Ctrl');

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
  return html`<p class="nav-h">${t('nav.plugins.screens')}</p><ul>${own.map(({ plugin_id: plugin, screen, icon: sign }) => {
    const address = `/x/${encodeURIComponent(plugin)}/${encodeURIComponent(screen)}`;
    const name = screenName(screen);
    return html`<li><a href=${address} aria-current=${path === address ? 'page' : nothing} title=${name}>${icon(PATHS[sign] ? sign : 'stack')}<span>${name}</span></a></li>`;
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
