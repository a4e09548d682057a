import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { fill, t } from '../core/i18n.js';
import { buttonsOf, createMainAgentRun } from '../core/main-agent.js';
import { navigate } from '../core/session.js';
import { store } from '../core/state.js';
import { selectRun } from '../core/surfaces.js';
import { createHost, mountScreen, within } from '../host.js';
import { icon, screenName, skeleton } from '../ui/components.js';
import '../ui/more-icons.js';
import { actionCard, cardGrid, overrideBanner, resource, sharedActions, staleNote } from './pages.js';

/** Languages a screen has texts in. */
const LANGUAGES = ['zh-CN', 'en'];

/**
 * The screen that is mounted: its panel, how to end it, and what it was last told of.
 *
 * @type {{id: string, box: HTMLElement, problem: any, fail: (problem: any) => void, hosted: any, screen: any, told: any} | null}
 */
let mounted = null;
/** How often somebody wanted to see a screen again that had failed. */
let retries = 0;

/** A plugin's screen: its own module when it brings one, and its actions in any case. @param {string} id plugin and screen */
export function page(id) {
  const { sources, runsPhase } = store.get();
  const [pluginId, screen] = id.split('/');
  if (mounted && mounted.id !== id) left();
  const found = resource('plugins', () => storyforgeFetch('/plugins'));
  const plugin = (found.value?.plugins ?? []).find((one) => one.id === pluginId);
  const source = sources.find((one) => one.plugin_id === pluginId && one.screen === screen);
  if (!source && !plugin) return found.loading || runsPhase === 'loading' ? skeleton() : html`${staleNote('plugins', found)}<p class="card empty">${t('screen.none')} <a class="lnk" href="/admin/plugins">${t('nav.plugins')}</a></p>`;
  const module = plugin?.ui?.module ?? '';
  if (module && !mounted) void open(id, plugin, screen, module);
  const cards = buttonsOf(source ? [source] : [], () => true).map((button) => actionCard(button));
  return html`${overrideBanner()}<p class="page-lead"><strong>${screenName(screen)}</strong> ${t('screen.by', { plugin: plugin?.name || pluginId })}</p>
    ${mounted ? html`${mounted.problem ? problemCard(plugin, mounted.problem) : nothing}${mounted.box}` : nothing}
    ${cards.length > 0 ? cardGrid(t('screen.actions'), cards) : module ? nothing : html`<p class="card empty">${t('screen.noActions')}</p>`}`;
}

const problemCard = (plugin, problem) => html`<section class="card run-page" role="alert"><h2>${icon('alert')} ${t('screen.broken')}</h2><p>${t(`screen.problem.${problem.kind}`, { detail: problem.message })}</p>
  <dl class="pairs"><div><dt>${t('plugins.id')}</dt><dd><code>${plugin.id}</code></dd></div><div><dt>${t('plugins.version')}</dt><dd>${plugin.version}</dd></div>
    ${problem.requestId ? html`<div><dt>${t('problem.request')}</dt><dd><code>${problem.requestId}</code></dd></div>` : nothing}</dl>
  <p class="acts"><button class="btn" type="button" data-action="reload-screen">${icon('retry')}${t('screen.reload')}</button></p></section>`;

const redraw = () => store.set(({ pagesLoaded }) => ({ pagesLoaded: pagesLoaded + 1 }));

async function open(id, plugin, screen, module) {
  const box = document.createElement('div');
  box.className = 'plugin-screen';
  const root = box.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
  let requestId = '';
  const fail = (problem) => {
    mine.problem = { kind: problem?.kind ?? 'failed', message: String(problem?.message ?? problem), requestId: problem?.requestId || requestId };
    redraw();
  };
  /** @type {NonNullable<typeof mounted>} */
  const mine = { id, box, problem: null, fail, hosted: null, screen: null, told: surroundings() };
  mounted = mine;
  const load = async () => {
    const address = new URL(module, location.origin);
    // A browser remembers that a module failed; under another address it tries again.
    if (retries > 0) address.searchParams.set('retry', String(retries));
    const delivered = await fetch(address);
    requestId = delivered.headers.get('X-Request-Id') ?? '';
    if (!delivered.ok) throw new Error(`${delivered.status} ${address.pathname}`);
    return Promise.all([import(address.href), ...LANGUAGES.map((language) => ownTexts(address, language))]);
  };
  try {
    const [code, ...texts] = await within(load());
    if (mounted !== mine) return;
    mine.hosted = createHost({
      pluginId: plugin.id, screen, root, store, fill, html, render, icon, navigate, announce, onError: fail, request: storyforgeFetch,
      texts: () => texts[Math.max(0, LANGUAGES.indexOf(spoken()))],
      offline: () => t('screen.offline'),
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
  // What changed while it was on its way.
  tell(store.get());
  redraw();
}

async function ownTexts(address, language) {
  try {
    const answer = await fetch(new URL(`i18n/${language}.json`, address));
    return answer.ok ? await answer.json() : {};
  } catch {
    return {};
  }
}

function announce(text) {
  const region = document.getElementById('live-polite');
  if (region) region.textContent = text;
}

/** The language of the texts; that to test with has those of English. */
const spoken = ({ locale } = store.get()) => (locale === LANGUAGES[0] ? locale : 'en');

/** What a screen is told of when it changes. */
function surroundings(state = store.get()) {
  return { locale: state.locale, theme: state.theme, projectId: state.projectId };
}

/** Whether a screen that is told nothing has to be mounted anew: it neither offers an update nor listens to that. */
const mountsAnew = (type) => Boolean(mounted?.screen) && !mounted?.screen.update && !mounted?.hosted.hears(type);

/** Tells the screen of a new language, theme or project, or mounts it anew when that is not to be told. */
function tell(state) {
  if (!mounted?.screen) return;
  const { told, screen, hosted } = mounted;
  const now = surroundings(state);
  const [language, project] = [now.locale !== told.locale, now.projectId !== told.projectId];
  if (!language && !project && now.theme === told.theme) return;
  mounted.told = now;
  if (screen.update) {
    try {
      screen.update(hosted.host.context);
    } catch (error) {
      mounted.fail(error);
    }
  } else if ((language && mountsAnew('locale.changed')) || (project && mountsAnew('project.changed'))) left();
}

const mayLeave = () => !mounted?.hosted || mounted.hosted.mayLeave() || confirm(t('screen.leave'));

let here = '';

/** What is not saved is asked about when the address leads away, however that came; who stays is taken back. */
function guard(state) {
  const before = here;
  here = state.path + state.search;
  if (!mounted || state.phase !== 'ready' || before.split('?')[0] === state.path || !before.startsWith('/x/') || mayLeave()) return;
  here = before;
  // What was gone back to stays behind; what was gone on to is taken back. Only the event itself tells which it was: the
  // listener that follows the history comes first.
  if (window.event?.type === 'popstate') history.pushState(null, '', before);
  else history.back();
  const [path, search = ''] = before.split('?');
  store.set({ path, search: search && `?${search}` });
}

store.subscribe((state) => {
  guard(state);
  tell(store.get());
});
here = store.get().path + store.get().search;

/** What leads away or mounts anew without a new address. @type {[string, () => boolean][]} */
const WAYS = [
  ['[data-action="switch-project"], [data-change="project"]', () => mountsAnew('project.changed')],
  ['[data-action="switch-language"]', () => mountsAnew('locale.changed')],
  ['[data-action="sign-out"]', () => true],
];

function askFirst(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  // A list to choose from leads nowhere before something was chosen.
  if ((event.type === 'change') !== target instanceof HTMLSelectElement) return;
  const way = WAYS.find(([selector]) => target.closest?.(selector));
  if (!way || !way[1]() || mayLeave()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (target instanceof HTMLSelectElement) target.value = store.get().projectId;
}

document.addEventListener('click', askFirst, { capture: true });
document.addEventListener('change', askFirst, { capture: true });
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
  redraw();
}
