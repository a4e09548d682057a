import { guard } from '../../vendor/lit-html/directives/guard.js';
import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { cell } from '../core/cell.js';
import { between, clock, currentLocale, duration, nameOf, t } from '../core/i18n.js';
import { isOpen, shownRun } from '../core/runs.js';
import { route } from '../core/session.js';
import { store } from '../core/state.js';
import { eventsAfter } from '../core/surfaces.js';
import { actionButton, icon, part, platformName, problemNote, problemOf, screenName, skeleton, statusPill, tag } from '../ui/components.js';
import { stepList } from '../ui/run-card.js';
import { LONG } from '../ui/run-result.js';
import { rowBars } from './bars.js';
import { chartOf } from './comparisons.js';
import { snapshotView } from './policy-view.js';
import { allLoaded, changeResource, effectWords, forget, number, overrideBanner, resource, sharedActions, staleNote } from './pages.js';

/** Rows of a list of the history. */
const LIST = 50;

/** One run: what it will do or did, what came out, everything that happened, and the rules it was made under. @param {string} runId */
export function page(runId) {
  const { onelinerRunDetails, problems } = store.get();
  requestAnimationFrame(showPart);
  const run = onelinerRunDetails[runId];
  if (!run) return problems.page ? html`${problemNote(problems.page)}<p><a class="lnk" href="/runs">${t('run.backToList')}</a></p>` : skeleton();
  return html`${overrideBanner()}${head(run)}${isOpen(run) ? part('why')?.whySection(run) : nothing}${run.run_status === 'done' ? result(run) : nothing}
    <section class="card run-page" aria-labelledby="plan-title"><h2 id="plan-title">${t('plan.title')} <span class="muted">${t('plan.steps', { n: run.plan?.steps.length ?? 0 })}</span></h2>
      ${run.plan?.goal ? html`<p class="lead">${run.plan.goal}</p>` : nothing}${planSteps(run)}</section>
    ${timeline(run)}${snapshot(run)}`;
}

function head(run) {
  const took = between(run.started_at, run.finished_at);
  const { now, me } = store.get();
  const retryOf = run.retry_of ? html`<div><dt>${t('run.retryOf')}</dt><dd><a class="lnk" href="/runs/${run.retry_of}">${t('run.view')}</a></dd></div>` : nothing;
  return html`<section class="card run-page" data-run-page=${run.id} data-status=${run.run_status}>
    <header><h2 lang=${run.language}>${run.title} <span class="muted">#${run.number}</span></h2>${statusPill(run.run_status)}${tag(platformName(run.platform))}</header>
    <p class="lead" lang=${run.language}>${run.summary}</p>
    ${run.run_status === 'failed' ? failure(run) : nothing}
    ${problemOf(`retry:${run.id}`)}<p class="acts">${runActions(run)}</p>
    <dl class="pairs"><div><dt>${t('table.source')}</dt><dd>${screenName(run.source_screen)} \u00b7 <code>${run.source_action_key}</code></dd></div>
      <div><dt>${t('run.by')}</dt><dd>${run.user_id === me?.id ? me.name : run.user_name || run.user_id}</dd></div>
      <div><dt>${t('run.effect')}</dt><dd>${effectWords(run.plan?.effect)}</dd></div>
      <div><dt>${t('run.createdAt')}</dt><dd><time datetime=${run.created_at}>${clock(run.created_at, currentLocale(), now)}</time></dd></div>
      ${took >= 0 ? html`<div><dt>${t('table.took')}</dt><dd>${duration(took)}</dd></div>` : nothing}${retryOf}
      ${run.run_status === 'failed' ? nothing : html`<div><dt>${t('run.id')}</dt><dd><code>${run.id}</code></dd></div>`}</dl></section>`;
}

/** Why it failed, and what to name when asking somebody about it. */
function failure(run) {
  return html`<p class="note bad" lang=${run.language}>${run.blocked_reason || run.status_summary || t('run.failedText')}</p>
    <p class="acts"><span>${t('run.id')} <code>${run.id}</code></span><button class="btn" type="button" data-action="copy-id" data-run=${run.id}>${t('run.copyId')}</button></p>`;
}

/** A decision is made on the card, which shows all it is about; here is the way to it. */
function runActions(run) {
  const { problems } = store.get();
  const may = (action) => (run.allowed_actions ?? []).includes(action);
  const open = may('confirm') || may('cancel') || may('answer');
  return html`${open ? html`<button class="btn primary" type="button" data-action="select-run" data-run=${run.id}>${icon('right')}${t('run.openCard')}</button>` : nothing}
    ${may('retry') ? actionButton({ action: 'retry-run', key: `retry:${run.id}`, data: { run: run.id }, label: html`${icon('retry')}${t(run.run_status === 'failed' ? 'run.retry' : 'run.again')}` }) : nothing}
    <button class="btn" type="button" data-action="copy-link">${t('run.copyLink')}</button><span class="muted small" role="status">${problems.copied ? t(problems.copied) : nothing}</span>`;
}

function result(run) {
  const tables = Array.isArray(run.result?.tables) ? run.result.tables : [];
  const output = valuesOf(run.result?.output);
  return html`<section class="card run-page" aria-labelledby="result-title" data-role="result"><h2 id="result-title">${t('run.result')}</h2>
    <p class="note ok" lang=${run.language}>${run.result?.summary || t('run.doneWithoutSummary')}</p>${tables.map(resultTable)}
    ${output.length > 0 ? html`<details class="fold"><summary class="lnk">${icon('right')}${t('run.output')}</summary>${valueList(output)}</details>` : nothing}</section>`;
}

/** The steps, each with the tables and values that it left. */
function planSteps(run) {
  const steps = run.plan?.steps ?? [];
  const finished = steps.filter(({ status }) => status === 'done').length;
  if (finished === 0) return stepList(steps, run.run_status);
  const key = `outputs/${run.id}`;
  const kept = resource(key, () => storyforgeFetch(`/v2/oneliner/runs/${encodeURIComponent(run.id)}/outputs`), finished);
  const outputs = new Map((kept.value?.items ?? []).map((output) => [output.step_id, output]));
  return html`${staleNote(key, kept)}${stepList(steps, run.run_status, [], (step) => stepOutput(outputs.get(step.id)))}`;
}

function stepOutput(left) {
  const tables = left?.tables ?? [];
  // The values are for the steps that follow; where there are tables, these say it to people.
  const values = tables.length > 0 ? [] : valuesOf(left?.output);
  if (tables.length === 0 && values.length === 0) return nothing;
  return html`<details class="fold" data-role="step-output"><summary class="lnk">${icon('right')}${t('run.stepOutput')}</summary>${tables.map(resultTable)}${valueList(values)}</details>`;
}

const valuesOf = (output) => Object.entries(output ?? {}).filter(([, value]) => value !== '' && value !== null);

const valueList = (values) => (values.length === 0 ? nothing
  : html`<dl class="pairs">${values.map(([name, value]) => html`<div><dt><code>${name}</code></dt><dd>${pairs(value)}</dd></div>`)}</dl>`);

/** A value of any depth as nested pairs, never as JSON. */
function pairs(value) {
  if (value === null || typeof value !== 'object') return cell(value, currentLocale());
  if (Array.isArray(value) && value.every((one) => one === null || typeof one !== 'object')) return value.map((one) => cell(one, currentLocale())).join(', ');
  return html`<dl class="pairs">${Object.entries(value).map(([name, one]) => html`<div><dt>${name}</dt><dd>${pairs(one)}</dd></div>`)}</dl>`;
}

function resultTable(table) {
  const rows = Array.isArray(table.rows) ? table.rows : [];
  const columns = table.columns ?? [];
  const numeric = (index) => rows.length > 0 && rows.every((row) => typeof row[index] === 'number' || /^[+\-\u2212]?[\d.,]+%?$/.test(String(row[index] ?? '')));
  const chart = chartOf(table);
  return html`<figure class="rtable"><figcaption>${table.title}<span class="muted">${t('table.rows', { n: rows.length })}</span></figcaption>
    ${chart ? rowBars(chart, (value) => `${number(value, { maximumFractionDigits: 2 })}${chart.unit}`) : nothing}
    <div class="scroll" tabindex="0" role="group" aria-label=${table.title || t('run.result')}><table class="plain">
      <thead><tr>${columns.map((column, index) => html`<th scope="col" class=${numeric(index) ? 'num' : ''}>${column}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${columns.map((_, index) => html`<td class=${numeric(index) ? 'num' : String(row[index] ?? '').length > LONG ? 'long' : ''}>${cell(row[index], currentLocale())}</td>`)}</tr>`)}</tbody></table></div>
    ${rows.length === 0 ? html`<p class="muted">${t('table.empty')}</p>` : nothing}</figure>`;
}

function timeline(run) {
  const key = `events/${run.id}`;
  const { onelinerRuns, selectedOnelinerRunId, onelinerRunEvents, pageData } = store.get();
  // The stream brings the events of the run on the card; another one's are asked for when it moved on.
  const isOnCard = shownRun(onelinerRuns, selectedOnelinerRunId)?.id === run.id;
  const kept = resource(key, () => eventsAfter(run.id, 0), isOnCard ? '' : run.updated_at);
  const bySeq = new Map([...(kept.value?.items ?? []), ...onelinerRunEvents.filter((event) => event.run_id === run.id)].map((event) => [event.seq, event]));
  const opened = pageData[`opened/${run.id}`]?.value ?? [];
  const events = [...bySeq.values()].toSorted((one, other) => one.seq - other.seq);
  return html`<section class="card run-page" aria-labelledby="events-title"><h2 id="events-title">${t('events.title')} <span class="muted">${number(events.length)}</span></h2>${staleNote(key, kept)}
    ${eventLists(events, run, opened)}
    ${kept.value?.more ? html`<p>${actionButton({ action: 'more-events', key: 'more-events', data: { run: run.id }, label: t('events.more') })}</p>` : nothing}</section>`;
}

/** The history in lists of some dozen rows: a list out of sight costs no layout, and one without news is not drawn again. */
function eventLists(events, run, opened) {
  const { me, now } = store.get();
  const today = new Date(now).toDateString();
  const lists = Array.from({ length: Math.ceil(events.length / LIST) }, (_, place) => events.slice(place * LIST, (place + 1) * LIST));
  return html`<div class="timeline ${lists.length > 1 ? 'long' : ''}">${lists.map((list) => {
    const open = opened.filter((seq) => list.some((event) => event.seq === seq));
    const about = [list.length, list[0].seq, list.at(-1)?.seq, currentLocale(), today, run.id, run.active_executor_key, me?.id, ...open];
    return html`<ol role="list">${guard(about, () => list.map((event) => eventRow(event, run, open.includes(event.seq))))}</ol>`;
  })}</div>`;
}

// One template without others in it, and as few values as will do: a history may have a thousand rows.
function eventRow(event, run, isOpen) {
  const { details = {}, seq } = event;
  const title = nameOf('event', event.event_type);
  const said = event.event_type.startsWith('run.step_') ? [details.title, details.detail].filter(Boolean).join(': ') : details.reason || event.summary;
  const empty = Object.values(details).every((value) => value === '' || value === null);
  return html`<li data-event=${event.event_type}><time>${clock(event.created_at, currentLocale(), store.get().now)}</time><strong>${title}</strong><span class="who">${actor(event, run)}</span><span>${said === title ? '' : said}</span><button
    class="lnk" type="button" data-action="event-details" data-seq=${seq} ?hidden=${empty} aria-expanded=${isOpen} aria-label=${`${t('events.details')} ${title} ${seq}`}>${t('events.details')}</button>${isOpen ? html`<p class="muted small">${t('events.id')} <code>${event.id}</code></p><pre tabindex="0">${JSON.stringify(details, null, 2)}</pre>` : nothing}</li>`;
}

/** Who did it: the person an event names, the main agent while it works, else the runtime. */
function actor(event, run) {
  const { me } = store.get();
  const by = event.details?.by;
  if (by) return by === me?.id ? t('events.you', { name: me.name }) : event.by_name || by;
  if (event.event_type.startsWith('run.step_') || ['run.started', 'run.done', 'run.failed', 'run.blocked'].includes(event.event_type)) return run.active_executor_key ? `${t('events.agent')} \u00b7 ${run.active_executor_key}` : t('events.agent');
  return t('events.runtime');
}

function snapshot(run) {
  return html`<section class="card run-page" aria-labelledby="snapshot-title"><h2 id="snapshot-title">${t('governance.snapshot')}</h2>
    <p class="muted">${t('governance.snapshotText', { time: clock(run.created_at, currentLocale(), store.get().now) })}</p>${snapshotView(run)}</section>`;
}

/** The part of the page that the address names and that is still to be shown; what comes above it later moves it. */
let named = location.hash;

/** Runs behind each drawing. */
function showPart() {
  // Another address may be on its way to the screen.
  const part = named && named === location.hash && document.getElementById(named.slice(1));
  if (!part) return;
  if (allLoaded()) named = '';
  part.scrollIntoView({ block: 'start' });
}

document.addEventListener('click', ({ target }) => {
  const hash = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (target).closest?.('a[href^="/runs/"]'))?.hash;
  if (!hash) return;
  named = hash;
  // Behind what opening a page does: that begins at the top.
  requestAnimationFrame(showPart);
});
// Who scrolls is where they want to be.
for (const type of ['wheel', 'touchmove', 'keydown']) addEventListener(type, () => { named = ''; }, { passive: true });

/** What clicks do here. @type {Record<string, (button: HTMLElement) => unknown>} */
export const actions = {
  ...sharedActions,
  'copy-link': () => copy(location.href, 'run.copyFailed'),
  'copy-id': ({ dataset: { run } }) => copy(run ?? '', 'run.copyIdFailed'),
  'event-details': ({ dataset: { seq } }) => {
    const key = `opened/${route(store.get().path).id}`;
    store.set(({ pageData }) => ({ pageData: { ...pageData, [key]: { value: toggled(pageData[key]?.value ?? [], Number(seq)) } } }));
  },
  'more-events': async ({ dataset: { run } }) => {
    const key = `events/${run}`;
    const { items } = store.get().pageData[key].value;
    const next = await eventsAfter(run ?? '', items.at(-1)?.seq ?? 0);
    changeResource(key, (kept) => ({ items: [...kept.items, ...next.items], more: next.more }));
  },
};

async function copy(text, failed) {
  let said = 'run.copied';
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    said = failed;
  }
  store.set(({ problems }) => ({ problems: { ...problems, copied: said } }));
}

const toggled = (opened, seq) => (opened.includes(seq) ? opened.filter((one) => one !== seq) : [...opened, seq]);

/** What was said here is over when the page is. */
export function left() {
  named = '';
  forget('events/');
  forget('outputs/');
  forget('opened/');
  store.set(({ problems: { copied: _said, page: _problem, ...problems } }) => ({ problems }));
}
