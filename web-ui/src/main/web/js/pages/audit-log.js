import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { clock, currentLocale, nameOf, t } from '../core/i18n.js';
import { attempt } from '../core/main-agent.js';
import { store } from '../core/state.js';
import { actionButton, icon, problemOf } from '../ui/components.js';
import { changeResource, resource, staleNote } from './pages.js';

/** The key of what is known of the log. */
export const AUDIT = 'audit';

/** The sample's rules were put in by nobody but the runtime. */
const whoOf = (change) => change.by || t('events.runtime');

/** Who did what, when and why. */
export const changeLine = (change) => html`${clock(change.created_at, currentLocale(), store.get().now)} \u00b7 ${whoOf(change)} \u00b7 ${nameOf('audit', change.action)}${change.reason ? html` \u00b7 ${change.reason}` : nothing}`;

/** The audit log: newest first, more on demand. */
export function auditCard() {
  const found = resource(AUDIT, () => storyforgeFetch('/v2/governance/changes'));
  const items = found.value?.items ?? [];
  return html`<section class="card run-page" aria-labelledby="audit-title"><h2 id="audit-title">${t('audit.title')}</h2><p class="muted">${t('audit.text')}</p>${staleNote(AUDIT, found)}
    ${found.value && items.length === 0 ? html`<p class="muted">${t('audit.none')}</p>` : html`<ol class="timeline audit">${items.map(auditRow)}</ol>`}
    ${found.value?.next_cursor ? html`<p>${actionButton({ action: 'more-changes', key: 'more-changes', label: t('events.more') })}${problemOf('more-changes')}</p>` : nothing}</section>`;
}

const auditRow = (change) => html`<li data-change-action=${change.action}><time datetime=${change.created_at}>${clock(change.created_at, currentLocale(), store.get().now)}</time>
  <strong>${nameOf('audit', change.action)}</strong><span class="who">${whoOf(change)}</span>${change.reason ? html`<span>${change.reason}</span>` : nothing}
  <details><summary class="lnk">${icon('right')}${t('events.details')}<span class="sr"> ${nameOf('audit', change.action)}</span></summary>
    <dl class="pairs"><div><dt>${t('audit.object')}</dt><dd><code>${change.object}</code></dd></div><div><dt>${t('audit.request')}</dt><dd><code>${change.request_id}</code></dd></div></dl>
    <pre tabindex="0">${JSON.stringify(change.details, null, 2)}</pre></details></li>`;

export const auditActions = {
  'more-changes': async () => {
    const cursor = store.get().pageData[AUDIT].value.next_cursor;
    const next = await attempt('more-changes', () => storyforgeFetch(`/v2/governance/changes?cursor=${encodeURIComponent(cursor)}`));
    if (next) changeResource(AUDIT, (list) => ({ items: [...list.items, ...next.items], next_cursor: next.next_cursor }));
  },
};
