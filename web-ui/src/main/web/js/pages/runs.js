import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { store } from '../core/state.js';
import { problemNote, skeleton } from '../ui/components.js';
import { runTable } from './shared.js';

/** All runs that are loaded. */
export function page() {
  const { onelinerRuns, runsPhase, runsProblem } = store.get();
  if (runsPhase === 'loading') return skeleton();
  return html`${runsProblem ? problemNote(runsProblem) : nothing}<section class="card recent">
    ${onelinerRuns.length > 0 ? runTable(onelinerRuns) : html`<p class="empty">${t('runs.noneText')}</p>`}</section>`;
}
