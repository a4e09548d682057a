import { nameOf, t } from '../core/i18n.js';
import { shownRun } from '../core/runs.js';
import { store } from '../core/state.js';

const QUIET_MILLIS = 3_000;
const ASSERTIVE = new Set(['blocked', 'failed']);

let listening = false;
let last = '';
let lastAt = 0;
let timer;

/** Tells screen readers of changes of state of the run on the card, at most one every three seconds. */
export function announceChanges() {
  store.subscribe((state) => {
    listening &&= state.runsPhase !== 'loading';
    const run = shownRun(state.onelinerRuns, state.selectedOnelinerRunId);
    const news = run ? `${run.id} ${run.run_status}` : '';
    if (state.runsPhase === 'loading' || news === last) return;
    last = news;
    // What was there when the page came is no news.
    if (!listening || !news) {
      listening = true;
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(() => say(run), Math.max(150, lastAt + QUIET_MILLIS - Date.now()));
  });
}

function say(run) {
  lastAt = Date.now();
  const kind = ASSERTIVE.has(run.run_status) ? 'assertive' : 'polite';
  // What is said outside an open modal dialog is not heard.
  const region = document.querySelector(`dialog[open] [data-live="${kind}"]`) ?? document.getElementById(`live-${kind}`);
  if (region) region.textContent = t('announce', { status: nameOf('card', run.run_status), title: run.title });
}
