import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { buttonsOf } from '../core/sources.js';
import { store } from '../core/state.js';
import { actionGrid } from './actions.js';

/** The strategy's rows, each with its hand-off. */
export function strategyPage() {
  const buttons = buttonsOf(store.get().sources, ({ slot, screen }) => slot === 'strategy.row' || screen === 'strategy');
  return html`<p class="page-lead">${t('strategy.text')}</p>
    ${actionGrid(t('strategy.actions'), buttons, t('handoffAdjust'))}
    ${buttons.length === 0 ? html`<p class="card empty">${t('actions.none')}</p>` : nothing}`;
}
