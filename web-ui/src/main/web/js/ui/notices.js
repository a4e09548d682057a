import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { nameOf, t } from '../core/i18n.js';
import { preferences } from '../core/session.js';
import { store } from '../core/state.js';
import { selectRun } from '../core/surfaces.js';

/** What a person who looks elsewhere wants to hear of: what waits for them, and what is over. */
const TOLD = new Set(['needs_confirmation', 'blocked', 'failed', 'done']);

/** @typedef {import('../types.js').State} State */

/**
 * The runs that came to a state worth telling. What was there when a project was opened is no news.
 *
 * @param {State} before @param {State} after @returns {import('../types.js').Run[]}
 */
export function noticesBetween(before, after) {
  const same = before.onelinerRuns === after.onelinerRuns || before.projectId !== after.projectId;
  if (same || before.runsPhase === 'loading' || before.phase !== 'ready' || after.phase !== 'ready') return [];
  const known = new Map(before.onelinerRuns.map((run) => [run.id, run]));
  const oldest = before.onelinerRuns.at(-1)?.created_at ?? '';
  return after.onelinerRuns.filter((run) => {
    const was = known.get(run.id);
    // A list that was asked for again may reach further back than before.
    return TOLD.has(run.run_status) && (was ? was.run_status !== run.run_status : run.created_at >= oldest);
  });
}

const supported = () => 'Notification' in globalThis;
const isOn = () => supported() && Notification.permission === 'granted' && preferences.read('notices') === 'on';

let follows = false;

/** Shows a notice of the browser while the page is not looked at. Several tabs show one together: it has the run's name. */
export function follow() {
  if (follows || !isOn()) return;
  follows = true;
  let before = store.get();
  store.subscribe((after) => {
    const news = document.hidden && isOn() ? noticesBetween(before, after) : [];
    before = after;
    news.forEach(show);
  });
}

function show(run) {
  const notice = new Notification(nameOf('card', run.run_status), { body: run.title, tag: `sf.${run.id}`, lang: document.documentElement.lang });
  notice.onclick = () => {
    focus();
    notice.close();
    void selectRun(run.id);
  };
}

/** Turns notices on or off; the browser asks the person before the first one. */
async function choose(event) {
  const box = /** @type {HTMLInputElement} */ (event.target);
  const on = box.checked && (await Notification.requestPermission()) === 'granted';
  preferences.write('notices', on ? 'on' : 'off');
  box.checked = on;
  follow();
  store.set({ now: Date.now() });
}

/** The choice whether the browser tells of runs; nothing where it cannot. */
export function noticeChoice() {
  if (!supported()) return nothing;
  const denied = Notification.permission === 'denied';
  return html`<label class="choice notices"><input type="checkbox" .checked=${isOn()} ?disabled=${denied} @change=${choose}><span>${t('notices.choice')}${denied ? html` <small class="muted">${t('notices.denied')}</small>` : nothing}</span></label>`;
}
