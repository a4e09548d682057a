import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { fill, nameOf, t } from '../core/i18n.js';
import { buttonsOf, createMainAgentRun } from '../core/main-agent.js';
import { navigate } from '../core/session.js';
import { store } from '../core/state.js';
import { selectRun } from '../core/surfaces.js';
import { createHost, mountScreen, within } from '../host.js';
import { icon, skeleton } from '../ui/components.js';
import '../ui/more-icons.js';
import { actionCard, cardGrid, overrideBanner, resource, sharedActions, staleNote } from './pages.js';

/** The screen that is mounted: its panel, and how to end it. @type {{id: string, locale: string, box: HTMLElement, problem: any, hosted: any, screen: any} | null} */
let mounted = null;
/** How often somebody wanted to see a screen again that had failed. */
let retries = 0;

/** A plugin's screen: its own module when it brings one, and its actions in any case. @param {string} id plugin and screen */
export function page(id) {
  const { sources, locale, runsPhase } = store.get();
  const [pluginId, screen] = id.split('/');
  const found = resource('plugins', () => storyforgeFetch('/plugins'));
  const plugin = (found.value?.plugins ?? []).find((one) => one.id === pluginId);
  const source = sources.find((one) => one.plugin_id === pluginId && one.screen === screen);
  if (!source && !plugin) return found.loading || runsPhase === 'loading' ? skeleton() : html`${staleNote('plugins', found)}<p class="card empty">${t('screen.none')} <a class="lnk" href="/admin/plugins">${t('nav.plugins')}</a></p>`;
  const module = plugin?.ui?.module ?? '';
  if (module && (mounted?.id !== id || mounted.locale !== locale)) void open(id, plugin, screen, module, locale);
  const cards = buttonsOf(source ? [source] : [], () => true).map((button) => actionCard(button));
  return html`${overrideBanner()}<p class="page-lead"><strong>${nameOf('screen', screen)}</strong> ${t('screen.by', { plugin: plugin?.name || pluginId })}</p>
    ${mounted?.id === id ? html`${mounted.problem ? problemCard(plugin, mounted.problem) : nothing}${mounted.box}` : nothing}
    ${cards.length > 0 ? cardGrid(t('screen.actions'), cards) : module ? nothing : html`<p class="card empty">${t('screen.noActions')}</p>`}`;
}

const problemCard = (plugin, problem) => html`<section class="card run-page" role="alert"><h2>${icon('alert')} ${t('screen.broken')}</h2><p>${t(`screen.problem.${problem.kind}`, { detail: problem.message })}</p>
  <dl class="pairs"><div><dt>${t('plugins.id')}</dt><dd><code>${plugin.id}</code></dd></div><div><dt>${t('plugins.version')}</dt><dd>${plugin.version}</dd></div>
    ${problem.requestId ? html`<div><dt>${t('problem.request')}</dt><dd><code>${problem.requestId}</code></dd></div>` : nothing}</dl>
  <p class="acts"><button class="btn" type="button" data-action="reload-screen">${icon('retry')}${t('screen.reload')}</button></p></section>`;

async function open(id, plugin, screen, module, locale) {
  left();
  const box = document.createElement('div');
  box.className = 'plugin-screen';
  /** @type {NonNullable<typeof mounted>} */
  const mine = { id, locale, box, problem: null, hosted: null, screen: null };
  mounted = mine;
  let requestId = '';
  const fail = (problem) => {
    mine.problem = { kind: problem?.kind ?? 'failed', message: String(problem?.message ?? problem), requestId: problem?.requestId || requestId };
    store.set(({ pagesLoaded }) => ({ pagesLoaded: pagesLoaded + 1 }));
  };
  const root = box.attachShadow({ mode: 'open' });
  try {
    const address = new URL(module, location.origin);
    // A browser remembers that a module failed; under another address it tries again.
    if (retries > 0) address.searchParams.set('retry', String(retries));
    const delivered = await fetch(address);
    requestId = delivered.headers.get('X-Request-Id') ?? '';
    if (!delivered.ok) throw new Error(`${delivered.status} ${address.pathname}`);
    const [code, texts] = await within(Promise.all([import(address.href), ownTexts(address, locale)]));
    if (mounted !== mine) return;
    mine.hosted = createHost({
      pluginId: plugin.id, screen, root, store, texts, fill, html, render, icon, navigate, announce, onError: fail, request: storyforgeFetch,
      async createRun(input) {
        const run = await createMainAgentRun(input);
        await selectRun(run.id);
        return run;
      },
    });
    const handle = await mountScreen(code, root, mine.hosted);
    if (mounted === mine) mine.screen = handle;
    else handle.unmount();
  } catch (error) {
    if (mounted === mine) fail(error);
  }
  store.set(({ pagesLoaded }) => ({ pagesLoaded: pagesLoaded + 1 }));
}

async function ownTexts(address, locale) {
  try {
    const answer = await fetch(new URL(`i18n/${locale}.json`, address));
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

function announce(text) {
  const region = document.getElementById('live-polite');
  if (region) region.textContent = text;
}

/** What is not saved is asked about before a link leads away. */
document.addEventListener('click', (event) => {
  const link = /** @type {Element} */ (event.target).closest?.('a[href^="/"]');
  if (!link || !mounted?.hosted || mounted.hosted.mayLeave() || confirm(t('screen.leave'))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, { capture: true });
addEventListener('beforeunload', (event) => {
  if (mounted?.hosted && !mounted.hosted.mayLeave()) event.preventDefault();
});

export const actions = {
  ...sharedActions,
  'reload-screen': () => {
    retries += 1;
    left();
  },
};

/** Ends the screen that is shown. */
export function left() {
  const ending = mounted;
  mounted = null;
  if (!ending) return;
  try {
    if (ending.screen) ending.screen.unmount();
    else ending.hosted?.close();
  } catch {
    // A screen that fails at its end is gone all the same.
  }
  store.set(({ pagesLoaded }) => ({ pagesLoaded: pagesLoaded + 1 }));
}
