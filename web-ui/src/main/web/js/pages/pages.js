import { html } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { switchProject } from '../core/session.js';
import { store } from '../core/state.js';
import { skeleton, styles } from '../ui/components.js';

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

/** Pages whose looks are there from the start. */
const FIRST = new Set(['dashboard', 'login']);

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
  if (!(page in MODULES)) return html`<p class="card empty">${t('page.unknown')} <a class="lnk" href="/">${t('nav.dashboard')}</a></p>`;
  if (loaded[page]) return loaded[page].page(id);
  void load(page);
  return failed.has(page)
    ? html`<p class="card empty">${t('unreachable.text')} <button class="btn" type="button" data-action="load-page">${t('retry')}</button></p>`
    : skeleton();
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
    const [module] = await Promise.all([MODULES[page](), FIRST.has(page) ? null : styles('pages-more')]);
    Object.assign(pageActions, module.actions);
    Object.assign(pageForms, module.forms);
    Object.assign(pageChanges, module.changes);
    loaded[page] = module;
  } catch {
    failed.add(page);
  }
  store.set((state) => ({ pagesLoaded: state.pagesLoaded + 1 }));
}
