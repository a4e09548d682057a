import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { cell } from '../core/format.js';
import { currentLocale, nameOf, t } from '../core/i18n.js';
import { buttonsOf } from '../core/sources.js';
import { store } from '../core/state.js';
import { actionGrid } from './actions.js';
import { overrideBanner } from './banner.js';

/** The policy in force with the layer that decided each rule, and the tags that are handed over. */
export function governancePage() {
  const buttons = buttonsOf(
    store.get().sources,
    ({ slot, screen }) => slot === 'governance.tag' || screen === 'governance',
  );
  return html`${overrideBanner()}<p class="page-lead">${t('governance.text')}</p>
    ${actionGrid(t('governance.actions'), buttons, t('handoffFix'))}
    ${buttons.length === 0 ? html`<p class="card empty">${t('actions.none')}</p>` : nothing}${effectivePolicy()}`;
}

function effectivePolicy() {
  const { governance } = store.get();
  const rules = Object.entries(governance?.effective_policy ?? {});
  return html`<section class="card recent" aria-labelledby="policy-title"><header><h2 id="policy-title">${t('governance.effective')}</h2></header>
    ${rules.length === 0
      ? html`<p class="empty">${t(governance ? 'governance.noRules' : 'loading')}</p>`
      : html`<table class="policy"><thead><tr><th scope="col">${t('governance.rule')}</th><th scope="col">${t('governance.value')}</th><th scope="col">${t('governance.layer')}</th></tr></thead>
        <tbody>${rules.map(([key, value]) => rule(key, value, governance.decided_by?.[key]))}</tbody></table>`}</section>`;
}

function rule(key, value, layer) {
  const words = Array.isArray(value) ? value.join(', ') : cell(value, currentLocale());
  return html`<tr><th scope="row"><code>${key}</code></th><td class="wrap">${words}</td><td>${layer ? html`<span class="tag">${layerName(layer)}</span>` : nothing}</td></tr>`;
}

function layerName(layer) {
  const [scope, ...key] = String(layer).split('/');
  return [nameOf('layer', scope), key.join('/')].filter(Boolean).join(' · ');
}
