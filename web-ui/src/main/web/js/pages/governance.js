import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { cell } from '../core/format.js';
import { currentLocale, nameOf, t } from '../core/i18n.js';
import { aimed, buttonsOf } from '../core/sources.js';
import { store } from '../core/state.js';
import { handoffButton, problemOf } from '../ui/components.js';
import { effectWords, overrideBanner } from './shared.js';

/** The rules in force with the layer that decided each; every rule is a tag that is handed over. */
export function page() {
  const { sources, governance } = store.get();
  const buttons = buttonsOf(sources, ({ slot, screen }) => slot === 'governance.tag' || screen === 'governance');
  const tags = tagsOf(governance);
  return html`${overrideBanner()}<p class="page-lead">${t('governance.text')}</p>
    ${buttons.map((button) => html`<p class="page-lead">${button.summary} ${effectWords(button.effect)}</p>`)}
    <section class="card recent" aria-labelledby="policy-title"><header><h2 id="policy-title">${t('governance.effective')}</h2></header>
    ${tags.length === 0
      ? html`<p class="empty">${t(governance ? 'governance.noRules' : 'loading')}</p>`
      : html`<table class="policy"><thead><tr><th scope="col">${t('governance.rule')}</th><th scope="col">${t('governance.value')}</th><th scope="col" class="c-src">${t('governance.layer')}</th><th scope="col"><span class="sr">${t('handoffFix')}</span></th></tr></thead>
        <tbody>${tags.map((name) => rule(name, governance, buttons))}</tbody></table>`}</section>`;
}

/** Every rule that any layer names, also one that is not in force now. */
function tagsOf(governance) {
  const named = (governance?.layers ?? []).flatMap((layer) => Object.keys(layer.policy ?? {}));
  return [...new Set([...Object.keys(governance?.effective_policy ?? {}), ...named])].sort();
}

function rule(name, governance, buttons) {
  const value = governance.effective_policy?.[name];
  const words = Array.isArray(value) ? value.join(', ') : cell(value, currentLocale());
  const layer = governance.decided_by?.[name];
  const handOvers = buttons.map((button) => aimed({ ...button, title: name }, { tag: name }));
  return html`<tr><th scope="row"><code>${name}</code></th><td class="wrap">${words || html`<span class="muted">${t('governance.notInForce')}</span>`}</td>
    <td class="c-src">${layer ? html`<span class="tag">${layerName(layer)}</span>` : nothing}</td>
    <td class="wrap hand">${handOvers.map((button) => html`${problemOf(`handoff:${button.id}`)}${handoffButton(button, { label: t('handoffFix'), cls: 'soft' })}`)}</td></tr>`;
}

function layerName(layer) {
  const [scope, key = ''] = String(layer).split('/');
  return scope === 'platform' ? `${nameOf('layer', scope)} \u00b7 ${key}` : nameOf('layer', scope);
}
