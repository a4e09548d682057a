import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { clock, currentLocale, nameOf, t } from '../core/i18n.js';
import { store } from '../core/state.js';
import { platformName } from '../ui/components.js';
import { ruleLayers, textOf } from './policy-diff.js';

/** A rule's value in words. @param {unknown} value */
export function ruleValue(value) {
  if (value === undefined) return html`<span class="muted">${t('governance.notInForce')}</span>`;
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ') || t('governance.emptyList');
  return textOf(value);
}

/** @param {string} scope @param {string} key */
export function layerName(scope, key) {
  const name = nameOf('layer', scope);
  if (scope === 'platform') return `${name} \u00b7 ${platformName(key)}`;
  return scope === 'system' && key !== 'default' ? `${name} \u00b7 ${key}` : name;
}

/** The layers that name a rule, lowest first; the one that decided is marked. */
export const layerChain = (layers) => html`<ol class="chain">${layers.map((layer) => html`<li class=${layer.wins ? 'wins' : layer.expired ? 'gone' : ''}>
  <span class="tag">${layerName(layer.scope, layer.key)}</span><span>${ruleValue(layer.value)}</span>
  ${layer.wins ? html`<strong>${t('governance.decides')}</strong>` : layer.expired ? html`<em class="muted">${t('governance.expired')}</em>` : nothing}
  ${layer.until && !layer.expired ? html`<em class="muted">${t('override.until', { time: clock(layer.until, currentLocale(), store.get().now) })}</em>` : nothing}</li>`)}</ol>`;

/** The policy a run was made under, and what is different now; the server compares, for the run's owner. @param {any} run in full */
export function snapshotView({ governance_snapshot: snapshot, policy_drift: drift }) {
  const rules = ruleLayers(snapshot).filter((rule) => rule.inForce);
  const notice = snapshot?.active_admin_override_notice?.notice;
  const changes = drift?.changes ?? [];
  return html`${notice ? html`<p class="note warn">${t('override.title')}: ${notice}</p>` : nothing}
    ${rules.length === 0 ? html`<p class="muted">${t('governance.noRules')}</p>`
      : html`<dl class="pairs">${rules.map(({ rule, value }) => html`<div><dt><code>${rule}</code></dt><dd>${ruleValue(value)}</dd></div>`)}</dl>`}
    <h3>${t('governance.sinceThen')}</h3>${changes.length > 0 ? html`<p class="note warn">${t(`drift.does.${drift.reaction}`)}</p>` : nothing}${difference(changes.map(changeOf))}`;
}

/** @param {{rule: string, before?: unknown, after?: unknown}} change */
const changeOf = (change) => ({ ...change, kind: !('before' in change) ? 'added' : !('after' in change) ? 'removed' : 'changed' });

function difference(changes) {
  if (changes.length === 0) return html`<p class="muted">${t('governance.same')}</p>`;
  return html`<table class="plain diff"><thead><tr><th scope="col">${t('governance.rule')}</th><th scope="col">${t('governance.then')}</th><th scope="col">${t('governance.now')}</th></tr></thead>
    <tbody>${changes.map(({ rule, kind, before, after }) => html`<tr class=${kind}><th scope="row"><code>${rule}</code></th>
      <td>${kind === 'added' ? html`<span class="muted">${t('governance.absent')}</span>` : ruleValue(before)}</td>
      <td>${kind === 'removed' ? html`<span class="muted">${t('governance.absent')}</span>` : ruleValue(after)}</td></tr>`)}</tbody></table>`;
}
