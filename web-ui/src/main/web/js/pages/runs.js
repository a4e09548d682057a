import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { nameOf, said, t } from '../core/i18n.js';
import { attempt } from '../core/main-agent.js';
import { navigate } from '../core/session.js';
import { store } from '../core/state.js';
import { actionButton, icon, part, platformName, problemOf, screenName, skeleton } from '../ui/components.js';
import { addressOf, filterOf, newRuns, queryOf, STATUS_GROUPS, upToDate, WHOSE } from './run-filters.js';
import { changeResource, forget, overrideBanner, resource, runTable, sharedActions, staleNote } from './pages.js';

const keyOf = (filter) => `runs/${store.get().projectId}${addressOf(filter)}`;

/** The runs of the project under the filter of the address, page by page. */
export function page() {
  const { search, projectId, onelinerRuns } = store.get();
  const filter = filterOf(search);
  const key = keyOf(filter);
  const list = resource(key, () => storyforgeFetch(`/v2/oneliner/runs?${queryOf(filter, projectId)}`));
  const rows = upToDate(list.value?.items ?? [], onelinerRuns);
  const added = list.value ? newRuns(rows, onelinerRuns, filter, store.get().me?.id) : [];
  return html`${overrideBanner()}${filters(filter, rows)}${filter.status === 'waiting' ? (part('notices')?.noticeChoice() ?? nothing) : nothing}${staleNote(key, list)}
    ${added.length > 0 ? html`<p class="news"><button class="pill accent" type="button" data-action="add-new-runs">${icon('send')}${t('runs.added', { n: added.length })}</button></p>` : nothing}
    ${list.value ? table(rows, filter) : list.problem ? nothing : skeleton()}
    ${list.value?.next_cursor ? html`<p class="more">${problemOf('more-runs')}${actionButton({ action: 'more-runs', key: 'more-runs', label: t('runs.loadMore') })}</p>` : nothing}`;
}

function table(rows, filter) {
  if (rows.length > 0) return html`<section class="card recent" aria-label=${t('nav.runs')}>${runTable(rows)}</section>`;
  return Object.values(filter).some(Boolean)
    ? html`<p class="card empty">${t('runs.noneMatch')} <a class="lnk" href="/runs">${t('runs.clearFilter')}</a></p>`
    : html`<p class="card empty">${t('runs.noneText')}</p>`;
}

function filters(filter, rows) {
  const { sources } = store.get();
  const { status, screen } = filter;
  const groups = Object.keys(STATUS_GROUPS);
  const actionNames = new Map(sources.flatMap((source) => source.actions.map((action) => [action.key, said(action.labels)])));
  const actionsOf = sources.filter((source) => !screen || source.screen === screen).flatMap((source) => source.actions.map(({ key }) => key));
  return html`<div class="filters" role="group" aria-label=${t('runs.filter')}>
    <ul class="seg">${['', ...groups, ...(status && !groups.includes(status) ? [status] : [])].map((group) => html`<li>
      <a href=${addressOf({ ...filter, status: group })} aria-current=${group === status ? 'true' : nothing}>${group ? (groups.includes(group) ? t(`filter.${group}`) : nameOf('status', group)) : t('filter.all')}</a></li>`)}</ul>
    <ul class="seg">${WHOSE.map((whose) => html`<li><a href=${addressOf({ ...filter, whose })} aria-current=${whose === filter.whose ? 'true' : nothing}>${t(`whose.${whose || 'all'}`)}</a></li>`)}</ul>
    ${choice('screen', filter, [...sources.map((source) => source.screen), ...seen('source_screen', rows)], screenName)}
    ${choice('action', filter, [...actionsOf, ...seen('source_action_key', rows)], (name) => actionNames.get(name) ?? name)}
    ${choice('platform', filter, [...platforms(), ...seen('platform', rows)], platformName)}</div>`;
}

/** The platforms that the project has a strategy for, and those that actions are about. */
function platforms() {
  const { sources, strategies } = store.get();
  const actions = sources.flatMap((source) => source.actions);
  return [...strategies.map(({ key, content }) => String(content.platform || key)), ...actions.flatMap(({ platform, offers = [] }) => [platform, ...offers.map(({ fields }) => fields?.platform)])];
}

/** By project and field, what any run that was looked at had there: a choice does not take the others away. @type {Map<string, Set<string>>} */
const known = new Map();

function seen(field, rows) {
  const { projectId, onelinerRuns } = store.get();
  const key = `${field}/${projectId}`;
  const values = known.get(key) ?? new Set();
  for (const run of [...rows, ...onelinerRuns]) values.add(run[field]);
  known.set(key, values);
  return values;
}

/** One filter as a list to choose from: what there is, and what is chosen. */
function choice(name, filter, values, word) {
  const given = [...new Set([...values, filter[name]])].filter(Boolean);
  return html`<label class="fl in"><span>${t(`filter.${name}`)}</span><select data-change="run-filter" data-filter=${name}>
    <option value="" ?selected=${!filter[name]}>${t('filter.all')}</option>${given.map((value) => html`<option value=${value} ?selected=${value === filter[name]}>${word(value)}</option>`)}</select></label>`;
}

/** What clicks do here. @type {Record<string, (button: HTMLElement) => unknown>} */
export const actions = {
  ...sharedActions,
  'add-new-runs': () => forget(keyOf(filterOf(store.get().search))),
  'more-runs': () => loadMore(filterOf(store.get().search)),
};

/** What a changed field does here. @type {Record<string, (field: HTMLSelectElement) => unknown>} */
export const changes = {
  'run-filter': ({ value, dataset: { filter } }) => navigate(addressOf({ ...filterOf(store.get().search), [filter ?? '']: value })),
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
