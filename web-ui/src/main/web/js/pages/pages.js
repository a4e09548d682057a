import { html } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { store } from '../core/state.js';
import { skeleton } from '../ui/components.js';

/** Pages come when they are opened: nobody waits for the code of a page that is not shown. */
const MODULES = {
  dashboard: () => import('./dashboard.js'),
  strategy: () => import('./strategy.js'),
  governance: () => import('./governance.js'),
  runs: () => import('./runs.js'),
  run: () => import('./run.js'),
  import: () => import('./import.js'),
  plugins: () => import('./plugins.js'),
  policies: () => import('./policies.js'),
  screen: () => import('./screen.js'),
  login: () => import('./login.js'),
};

/** @type {Record<string, any>} */
const loaded = {};
const loading = new Set();
const failed = new Set();
let shown = '';

/** What clicks, forms and changes do on the pages that were opened, by `data-action`, `data-form`, `data-change`. */
export const pageActions = { 'load-page': () => location.reload() };
export const pageForms = {};
export const pageChanges = {};

/**
 * The content of a page; its place while its code is on the way.
 *
 * @param {string} page @param {string} [id] what the page is about
 */
export function pageView(page, id = '') {
  if (shown !== page) loaded[shown]?.left?.();
  shown = page;
  if (!(page in MODULES)) return html`<p class="card empty">${t('page.unknown')} <a class="lnk" href="/">${t('nav.dashboard')}</a></p>`;
  if (loaded[page]) return loaded[page].page(id);
  void load(page);
  return failed.has(page)
    ? html`<p class="card empty">${t('unreachable.text')} <button class="btn" type="button" data-action="load-page">${t('retry')}</button></p>`
    : skeleton();
}

async function load(page) {
  if (loading.has(page)) return;
  loading.add(page);
  try {
    const module = await MODULES[page]();
    Object.assign(pageActions, module.actions);
    Object.assign(pageForms, module.forms);
    Object.assign(pageChanges, module.changes);
    loaded[page] = module;
  } catch {
    failed.add(page);
  }
  store.set((state) => ({ pagesLoaded: state.pagesLoaded + 1 }));
}
