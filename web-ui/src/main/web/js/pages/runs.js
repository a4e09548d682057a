import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { nameOf, t } from '../core/i18n.js';
import { attempt } from '../core/main-agent.js';
import { navigate } from '../core/session.js';
import { store } from '../core/state.js';
import { actionButton, icon, part, problemOf, skeleton } from '../ui/components.js';
import { addressOf, filterOf, newRuns, queryOf, STATUS_GROUPS, upToDate } from './run-filters.js';
import { changeResource, forget, overrideBanner, resource, runTable, sharedActions, staleNote } from './pages.js';

const keyOf = (filter) => `runs/${store.get().projectId}${addressOf(filter)}`;

/** The runs of the project under the filter of the address, page by page. */
export function page() {
  const { search, projectId, onelinerRuns } = store.get();
  const filter = filterOf(search);
  const key = keyOf(filter);
  const list = resource(key, () => storyforgeFetch(`/v2/oneliner/runs?${queryOf(filter, projectId)}`));
  const rows = upToDate(list.value?.items ?? [], onelinerRuns);
  const added = list.value ? newRuns(rows, onelinerRuns, filter) : [];
  return html`${overrideBanner()}${filters(filter, rows)}${filter.status === 'waiting' ? (part('notices')?.noticeChoice() ?? nothing) : nothing}${staleNote(key, list)}
    ${added.length > 0 ? html`<p class="news"><button class="pill accent" type="button" data-action="add-new-runs">${icon('send')}${t('runs.added', { n: added.length })}</button></p>` : nothing}
    ${list.value ? table(rows, filter) : list.problem ? nothing : skeleton()}
    ${list.value?.next_cursor ? html`<p class="more">${problemOf('more-runs')}${actionButton({ action: 'more-runs', key: 'more-runs', label: t('runs.loadMore') })}</p>` : nothing}`;
}

function table(rows, filter) {
  if (rows.length > 0) return html`<section class="card recent" aria-label=${t('nav.runs')}>${runTable(rows)}</section>`;
  return filter.status || filter.screen
    ? html`<p class="card empty">${t('runs.noneMatch')} <a class="lnk" href="/runs">${t('runs.clearFilter')}</a></p>`
    : html`<p class="card empty">${t('runs.noneText')}</p>`;
}

function filters({ status, screen }, rows) {
  const screens = [...new Set([...store.get().sources.map((source) => source.screen), ...rows.map((row) => row.source_screen), ...(screen ? [screen] : [])])];
  const groups = Object.keys(STATUS_GROUPS);
  return html`<div class="filters" role="group" aria-label=${t('runs.filter')}>
    <ul class="seg">${['', ...groups, ...(status && !groups.includes(status) ? [status] : [])].map((group) => html`<li>
      <a href=${addressOf({ status: group, screen })} aria-current=${group === status ? 'true' : nothing}>${group ? (groups.includes(group) ? t(`filter.${group}`) : nameOf('status', group)) : t('filter.all')}</a></li>`)}</ul>
    <label class="fl in"><span>${t('table.source')}</span><select data-change="run-screen">
      <option value="" ?selected=${!screen}>${t('filter.everyScreen')}</option>${screens.map((name) => html`<option value=${name} ?selected=${name === screen}>${nameOf('screen', name)}</option>`)}</select></label></div>`;
}

/** What clicks do here. @type {Record<string, (button: HTMLElement) => unknown>} */
export const actions = {
  ...sharedActions,
  'add-new-runs': () => forget(keyOf(filterOf(store.get().search))),
  'more-runs': () => loadMore(filterOf(store.get().search)),
};

/** What a changed field does here. @type {Record<string, (field: HTMLSelectElement) => unknown>} */
export const changes = {
  'run-screen': ({ value }) => navigate(addressOf({ ...filterOf(store.get().search), screen: value })),
};

async function loadMore(filter) {
  const key = keyOf(filter);
  const { projectId, pageData } = store.get();
  const next = await attempt('more-runs', () => storyforgeFetch(`/v2/oneliner/runs?${queryOf(filter, projectId, pageData[key].value.next_cursor)}`));
  if (!next) return;
  changeResource(key, (list) => {
    const known = new Set(list.items.map((run) => run.id));
    return { items: [...list.items, ...next.items.filter((run) => !known.has(run.id))], next_cursor: next.next_cursor };
  });
}

/** Opening the page again shows what is there then. */
export const left = () => forget('runs/');
