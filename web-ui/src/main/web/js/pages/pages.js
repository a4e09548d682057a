import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { asProblem } from '../core/api.js';
import { ago, between, clock, currentLocale, duration, has, intl, t } from '../core/i18n.js';
import { switchProject } from '../core/session.js';
import { store } from '../core/state.js';
import { loadAgentControlSurfaces } from '../core/surfaces.js';
import { handoffButton, icon, isOffline, platformName, problemNote, problemOf, screenIcon, screenName, skeleton, statusPill, styles, tag } from '../ui/components.js';

/** @typedef {Record<string, () => Promise<any>>} Loaders */

/** @type {Loaders} */
let pages = {};
/** @type {Loaders} */
let modules = {};

/**
 * Says where the code of pages is, which comes when they are opened.
 *
 * @param {Loaders} known @param {Loaders} parts what comes after the first view of a page
 */
export function knowPages(known, parts) {
  pages = known;
  modules = { ...known, ...parts };
}

/** Pages whose looks are there from the start. */
const FIRST = new Set(['dashboard', 'charts', 'first', 'login']);

/** @type {Record<string, any>} */
const loaded = {};
const loading = new Set();
const failed = new Set();
let shown = '';

/** What clicks, forms and changes do on the pages that were opened, by `data-action`, `data-form`, `data-change`. @type {Record<string, (button: any) => unknown>} */
export const pageActions = {
  'load-page': () => location.reload(),
  'open-jump': () => void openJump(),
  'switch-project': ({ dataset: { project } }) => switchProject(project),
};
/** @type {Record<string, (form: any) => unknown>} */
export const pageForms = {};
/** @type {Record<string, (field: any) => unknown>} */
export const pageChanges = {};

/**
 * The content of a page; its place while its code is on the way.
 *
 * @param {string} page @param {string} [id] what the page is about
 */
export function pageView(page, id = '') {
  if (shown !== page) loaded[shown]?.left?.();
  shown = page;
  if (!Object.hasOwn(pages, page)) return html`<p class="card empty">${t('page.unknown')} <a class="lnk" href="/">${t('nav.dashboard')}</a></p>`;
  if (loaded[page]) return html`${staleNote('surfaces', { problem: isOffline() ? null : store.get().problems.surfaces })}${loaded[page].page(id)}`;
  void load(page);
  return failed.has(page)
    ? html`<p class="card empty">${t('unreachable.text')} <button class="btn" type="button" data-action="load-page">${t('retry')}</button></p>`
    : skeleton();
}

/**
 * A part of a page that comes after its first view; null while it is on the way.
 *
 * @param {string} name
 */
export function pagePart(name) {
  if (!loaded[name] && !failed.has(name)) void load(name);
  return loaded[name] ?? null;
}

async function openJump() {
  const [jump] = await Promise.all([import('./jump.js'), styles('pages-more')]);
  jump.openJump();
}

addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k' || event.isComposing || store.get().phase !== 'ready') return;
  event.preventDefault();
  void openJump();
});

async function load(page) {
  if (loading.has(page)) return;
  loading.add(page);
  try {
    const [module] = await Promise.all([modules[page](), FIRST.has(page) ? null : styles('pages-more')]);
    Object.assign(pageActions, module.actions);
    Object.assign(pageForms, module.forms);
    Object.assign(pageChanges, module.changes);
    loaded[page] = module;
  } catch {
    failed.add(page);
  }
  store.set((state) => ({ pagesLoaded: state.pagesLoaded + 1 }));
}

const NOTHING_YET = { value: null, problem: null, loading: true };
const begun = new Map();

/**
 * What a page needs from the server beyond what every page has: loaded at the first call and again when `version` moved
 * on. What was loaded stays while it loads anew and when that fails.
 *
 * @param {string} key @param {() => Promise<any>} load @param {unknown} [version]
 * @returns {{value: any, problem: import('../core/api.js').Problem | null, loading: boolean}}
 */
export function resource(key, load, version = '') {
  const entry = store.get().pageData[key];
  if ((!entry || entry.version !== version) && begun.get(key)?.version !== version) void begin(key, load, version);
  return entry ?? NOTHING_YET;
}

async function begin(key, load, version) {
  const mine = { version };
  begun.set(key, mine);
  const { me } = store.get();
  let found;
  try {
    found = { value: await load(), problem: null };
  } catch (error) {
    found = { problem: asProblem(error) };
  }
  if (begun.get(key) !== mine) return;
  begun.delete(key);
  // Who signed out meanwhile must not find it again.
  if (store.get().me?.id !== me?.id) return;
  store.set(({ pageData }) => ({ pageData: { ...pageData, [key]: { value: pageData[key]?.value ?? null, ...found, loading: false, version } } }));
}

/** Whether everything that was asked for with {@link resource} has come, or failed. */
export const allLoaded = () => begun.size === 0;

/** Changes what a page loaded. @param {string} key @param {(value: any) => any} change */
export function changeResource(key, change) {
  store.set(({ pageData }) => (pageData[key] ? { pageData: { ...pageData, [key]: { ...pageData[key], value: change(pageData[key].value) } } } : {}));
}

/** Forgets what pages loaded under keys with this beginning, so that it is loaded again. @param {string} prefix */
export function forget(prefix) {
  store.set(({ pageData }) => ({ pageData: Object.fromEntries(Object.entries(pageData).filter(([key]) => !key.startsWith(prefix))) }));
}

/** What could not be loaded, with a way to try again. @param {string} key @param {{problem: any}} entry */
export const staleNote = (key, entry) => (entry.problem
  ? html`<div class="stale">${problemNote(entry.problem)}<button class="btn" type="button" data-action="reload-data" data-key=${key}>${icon('retry')}${t('retry')}</button></div>`
  : nothing);

/** What clicks do on every page. @type {Record<string, (button: HTMLElement) => unknown>} */
export const sharedActions = {
  'reload-data': ({ dataset: { key } }) => (key === 'surfaces' ? loadAgentControlSurfaces(store.get().projectId) : forget(key ?? '')),
};

/** @param {number} value @param {Intl.NumberFormatOptions} [options] */
export const number = (value, options = { maximumFractionDigits: 1 }) => intl('NumberFormat', currentLocale(), options).format(value);

/** @param {number | null} rate from 0 to 1 @param {boolean} [signed] */
export const percent = (rate, signed = false) => (rate === null ? '\u2014'
  : number(rate, { style: 'percent', maximumFractionDigits: signed ? 0 : 1, signDisplay: signed ? 'exceptZero' : 'auto' }).replace('-', '\u2212'));

/** What the action may do at worst, before anyone asks for it. @param {string} effect */
export function effectWords(effect) {
  if (!effect) return nothing;
  const known = has(`effectShort.${effect}`);
  return html`<span class="effect e-${effect}">${icon(effect === 'read_only' ? 'eye' : 'alert')}${known ? t(`effectShort.${effect}`) : effect}</span>`;
}

/** A card that hands one action over. @param {import('../types.js').HandoffButton} button @param {string} [label] */
export function actionCard(button, label = t('handoff')) {
  return html`<li class="card act" data-action-card=${button.actionKey}>
    <p class="act-s">${icon(screenIcon(button.screen))}<span>${screenName(button.screen)}</span>${tag(platformName(button.platform))}</p>
    <h3>${button.title}</h3><p class="act-d">${button.summary}</p><p class="act-e">${effectWords(button.effect)}</p>
    ${problemOf(`handoff:${button.id}`)}${handoffButton(button, { label, cls: 'soft' })}</li>`;
}

/** Cards in a grid under a heading. @param {string} title @param {readonly unknown[]} cards */
export const cardGrid = (title, cards) => (cards.length === 0 ? nothing
  : html`<section class="grid-c"><header class="sec-h"><h2>${title}</h2></header><ul class="acts-grid">${cards}</ul></section>`);

/** Says that an administrator's rules are in force, while they are. */
export function overrideBanner() {
  const { notice, ends_at: end } = store.get().governance?.active_admin_override_notice ?? {};
  if (!notice) return nothing;
  return html`<section class="override" aria-label=${t('override.title')}>${icon('shield')}<p><strong>${t('override.title')}</strong><span>${notice}</span>
    ${end ? html`<span class="muted">${t('override.until', { time: clock(end, currentLocale()) })}</span>` : nothing}</p><a href="/governance">${t('override.link')}</a></section>`;
}

/** Runs as a table, in the order given. @param {readonly import('../types.js').Run[]} runs */
export function runTable(runs) {
  return html`<table><thead><tr><th scope="col">${t('table.run')}</th><th scope="col" class="c-src">${t('table.source')}</th><th scope="col">${t('table.status')}</th>
      <th scope="col" class="num c-dur">${t('table.took')}</th><th scope="col" class="num c-when">${t('table.when')}</th></tr></thead>
    <tbody>${runs.map(runRow)}</tbody></table>`;
}

function runRow(run) {
  const { now } = store.get();
  const end = run.finished_at || (run.run_status === 'running' ? new Date(now).toISOString() : '');
  const millis = between(run.started_at, end);
  return html`<tr data-run=${run.id}><th scope="row"><a href="/runs/${run.id}" title=${run.title}>${run.title}</a>${run.user_id && run.user_id !== store.get().me?.id ? html` <span class="tag">${run.user_name}</span>` : nothing}</th>
    <td class="c-src">${screenName(run.source_screen)}</td><td>${statusPill(run.run_status)}</td>
    <td class="num c-dur">${millis >= 0 ? duration(millis) : html`<span aria-hidden="true">\u2014</span>`}</td>
    <td class="num c-when"><time datetime=${run.created_at}>${ago(run.created_at, currentLocale(), now)}</time></td></tr>`;
}
