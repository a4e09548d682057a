import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { cell } from '../core/cell.js';
import { currentLocale, has, nameOf, t } from '../core/i18n.js';
import { attempt, buttonsOf } from '../core/main-agent.js';
import { route } from '../core/session.js';
import { store } from '../core/state.js';
import { loadAgentControlSurfaces } from '../core/surfaces.js';
import { handoffButton, icon, isBusy, isOffline, platformName, problemNote, problemOf, spinner } from '../ui/components.js';
import '../ui/more-icons.js';
import { forget, number, overrideBanner, sharedActions } from './pages.js';
import { collectionOf, isCollectionName, placeOf, preview, readCsv, readJson } from './table-file.js';

const MAX_BYTES = 10 * 1024 * 1024;
const FIRST_ROWS = 5;
const MOST_COLUMNS = 8;
const KNOWN = ['accounts', 'account_metrics', 'contents', 'strategy'];

/** What was chosen and what came of it, kept beside the store's other page data. */
const state = () => store.get().pageData.import?.value ?? { file: null, outcome: null, problem: '' };
const setState = (patch) => store.set(({ pageData }) => ({ pageData: { ...pageData, import: { value: { ...state(), ...patch } } } }));

/** Bringing data into the project: choose, see what was understood, confirm, go on to the first hand-off. */
export function page() {
  const { projectId, projects } = store.get();
  if (!projectId) return html`<p class="card empty">${t('first.title')} <a class="lnk" href="/">${t('nav.dashboard')}</a></p>`;
  const { file, outcome, problem } = state();
  const project = projects.find((one) => one.id === projectId);
  return html`${overrideBanner()}<p class="page-lead">${t('import.into', { project: project?.name ?? '' })} ${project?.sample ? html`<span class="tag sample">${t('project.sample')}</span>` : nothing}</p>
    ${outcome ? doneCard(outcome) : nothing}${file ? understood(file) : drop(problem)}${file ? nothing : html`${needs()}${ownProject(project?.sample === true)}`}`;
}

/** Own data belongs into an own project, not among the sample. @param {boolean} sample */
function ownProject(sample) {
  const busy = isBusy('project');
  return html`<section class="card run-page" aria-labelledby="own-title"><h2 id="own-title">${t(sample ? 'import.ownProject' : 'import.newProject')}</h2>${sample ? html`<p class="muted">${t('import.ownProjectText')}</p>` : nothing}
    <form class="stackform" data-form="project"><label class="fl"><span>${t('first.name')}</span><input type="text" name="name" required maxlength="120" autocomplete="off"></label>${problemOf('project')}
      <button class="btn" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${icon('plus')}${t('first.create')}${busy ? spinner() : nothing}</button></form></section>`;
}

function drop(problem) {
  return html`<section class="card first drop" data-drop @dragover=${over} @dragleave=${out} @drop=${dropped}>${icon('upload')}
    <h2>${t('import.choose')}</h2><p class="muted">${t('import.formats')}</p>
    <label class="btn primary pick">${t('import.pick')}<input class="sr" type="file" name="file" data-change="import-file" accept=".csv,.json,application/json,text/csv"></label>
    ${problem ? html`<div class="problem" role="alert">${icon('alert')}<div><p>${t(problem)}</p></div></div>` : nothing}</section>`;
}

/** What each collection is for and which columns are read; nothing of it has to be guessed. */
const needs = () => html`<section class="card run-page"><h2>${t('import.needs')}</h2><div class="scroll" tabindex="0" role="group" aria-label=${t('import.needs')}><table class="plain">
  <thead><tr><th scope="col">${t('import.collection')}</th><th scope="col">${t('import.columns')}</th><th scope="col" class="num">${t('import.now')}</th></tr></thead>
  <tbody>${KNOWN.map((name) => html`<tr><th scope="row">${nameOf('collection', name)} <code>${name}</code></th><td>${t(`import.columns.${name}`)}</td><td class="num">${number(countOf(name))}</td></tr>`)}</tbody></table></div></section>`;

const countOf = (name) => (store.get().project?.collections ?? []).find((one) => one.name === name)?.count ?? 0;

function understood(file) {
  const { collection, keys: asked } = file;
  const found = preview(file.table, collection, asked);
  const busy = isBusy('import');
  const bad = !isCollectionName(collection);
  const stop = found.problems.length > 0 || bad;
  return html`<section class="card run-page" aria-labelledby="import-title" data-role="import-preview"><header><h2 id="import-title">${file.name}</h2><span class="tag">${t('table.rows', { n: file.table.rows.length })}</span>
      <span class="tag">${t('import.columnCount', { n: file.table.columns.length })}</span></header>
    <form class="stackform wide" data-form="import-confirm"><div class="cols">
      <label class="fl"><span>${t('import.collection')}</span><input type="text" name="collection" required list="collections" autocomplete="off" .value=${collection} data-change="import-collection" aria-invalid=${bad ? 'true' : nothing} aria-describedby=${bad ? 'collection-problem' : nothing}>
        ${bad ? html`<small class="field-problem" id="collection-problem">${t('import.badCollection')}</small>` : nothing}</label>
      <label class="fl"><span>${t('import.key')} <em class="muted">${t('field.optional')}</em></span><input type="text" name="key" autocomplete="off" .value=${asked} placeholder=${found.keyFields.join(', ')} data-change="import-key"></label></div>
      <datalist id="collections">${[...new Set([...KNOWN, ...(store.get().project?.collections ?? []).map((one) => one.name)])].map((name) => html`<option value=${name}></option>`)}</datalist>
      <p class="muted small">${t('import.keyIs', { fields: found.keyFields.join(' + '), example: found.keys.find(Boolean) ?? '\u2014' })}
        ${found.repeated > 0 ? t('import.repeated', { n: found.repeated }) : nothing} ${countOf(collection) > 0 ? t('import.replaces', { n: countOf(collection) }) : nothing}</p>
      ${firstRows(file.table, found)}${problemList(found.problems)}${serverProblems()}
      <p class="acts"><button class="btn primary" type="submit" ?disabled=${busy || stop || isOffline()} aria-busy=${busy ? 'true' : nothing}>${icon('check')}${t('import.confirm', { n: file.table.rows.length })}${busy ? spinner() : nothing}</button>
        <button class="btn" type="button" data-action="import-other">${t('import.other')}</button></p></form></section>`;
}

function firstRows({ columns, rows }, { keys }) {
  const shown = columns.slice(0, MOST_COLUMNS);
  if (rows.length === 0) return nothing;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('import.firstRows')}><table class="plain"><caption>${t('import.firstRows')}${columns.length > MOST_COLUMNS ? ` ${t('import.moreColumns', { n: columns.length - MOST_COLUMNS })}` : ''}</caption>
    <thead><tr><th scope="col">${t('import.keyColumn')}</th>${shown.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${rows.slice(0, FIRST_ROWS).map((row, index) => html`<tr><th scope="row">${keys[index] ? html`<code>${keys[index]}</code>` : html`<span class="field-problem">${t('import.noKey')}</span>`}</th>${shown.map((name) => html`<td>${cell(row[name], currentLocale()).slice(0, 80)}</td>`)}</tr>`)}</tbody></table></div>`;
}

function problemList(problems) {
  if (problems.length === 0) return html`<p class="note ok">${t('import.looksGood')}</p>`;
  return html`<div class="problem" role="alert">${icon('alert')}<div><p>${t('import.problems', { n: problems.length })}</p>
    <ul>${problems.slice(0, 10).map(({ row, field, kind }) => html`<li>${row > 0 ? t('import.row', { row }) : nothing} ${t(`import.problem.${kind}`, { field })}</li>`)}</ul></div></div>`;
}

/** Each problem of the rows by its place, in the server's words where ours know nothing better. */
function serverProblems() {
  const problem = store.get().problems.import;
  if (!problem) return nothing;
  if (!problem.errors?.length) return html`${problemNote(problem)}${problem.code === 'malformed-csv' ? html`<p class="muted small">${problem.detail}</p>` : nothing}`;
  return html`<div class="problem" role="alert">${icon('alert')}<div><p>${t('import.refused', { n: problem.errors.length })}</p>
    <ul>${problem.errors.map((error) => {
    const { row, field } = placeOf(error);
    return html`<li>${row > 0 ? t('import.row', { row }) : nothing} ${field ? html`<code>${field}</code>` : nothing} ${has(`import.code.${error.code}`) ? t(`import.code.${error.code}`) : error.detail}</li>`;
  })}</ul></div></div>`;
}

/** What the import did, and the first thing to hand over with it. */
function doneCard({ collection, imported, created, updated }) {
  const primary = buttonsOf(store.get().sources, ({ slot }) => slot === 'dashboard.primary')[0];
  const next = KNOWN.slice(0, 2).find((name) => countOf(name) === 0);
  return html`<section class="card run-page" data-role="import-done"><h2>${t('import.done', { n: imported })}</h2>
    <p class="note ok">${t('import.doneText', { collection: nameOf('collection', collection), created, updated })}</p>
    ${next ? html`<p>${t('import.next', { collection: nameOf('collection', next) })}</p>` : nothing}
    ${primary ? html`<h3>${t('import.handOver')}</h3><p class="lead">${primary.title} \u00b7 ${platformName(primary.platform)}: ${primary.summary}</p>${problemOf(`handoff:${primary.id}`)}
      <p class="acts">${handoffButton(primary, { label: t('handoff'), cls: next ? 'soft' : 'primary' })}<a class="btn" href="/">${t('nav.dashboard')}</a></p>` : nothing}</section>`;
}

async function take(file) {
  if (!file) return;
  if (file.size > MAX_BYTES) {
    setState({ problem: 'problem.payload-too-large' });
    return;
  }
  const text = await file.text();
  const csv = !/\.json$/i.test(file.name) && (/\.(csv|txt)$/i.test(file.name) || !/^\s*[[{]/.test(text));
  const table = csv ? readCsv(text) : readJson(text);
  const collection = new URLSearchParams(store.get().search).get('collection') || collectionOf(table.columns)
    || file.name.replace(/\.[^.]*$/, '').toLowerCase().replace(/[^a-z0-9_]+/g, '_').replace(/^[^a-z]+/, '');
  store.set(({ problems: { import: _old, ...problems } }) => ({ problems }));
  setState({ file: { name: file.name, text, csv, table, collection, keys: '' }, problem: '', outcome: null });
}

function over(event) {
  event.preventDefault();
  event.currentTarget.classList.add('is-over');
}

function out(event) {
  event.currentTarget.classList.remove('is-over');
}

function dropped(event) {
  event.preventDefault();
  out(event);
  void take(event.dataTransfer?.files?.[0]);
}

/** A file that is let go beside its place is not opened instead of the page. */
for (const type of ['dragover', 'drop']) {
  addEventListener(type, (event) => {
    const { dataTransfer, defaultPrevented } = /** @type {DragEvent} */ (event);
    if (defaultPrevented || route(store.get().path).page !== 'import' || !dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'none';
  });
}

/** What clicks, forms and changes do here. @type {Record<string, (element: any) => unknown>} */
export const actions = {
  ...sharedActions,
  'import-other': () => {
    store.set(({ problems: { import: _old, ...problems } }) => ({ problems }));
    setState({ file: null, outcome: null });
  },
};
export const changes = {
  'import-file': (input) => take(input.files[0]),
  'import-collection': (input) => setState({ file: { ...state().file, collection: input.value.trim() } }),
  'import-key': (input) => setState({ file: { ...state().file, keys: input.value.trim() } }),
};
export const forms = {
  'import-confirm': async () => {
    const { projectId } = store.get();
    const { file } = state();
    const query = file.keys ? `?key=${encodeURIComponent(file.keys)}` : '';
    const path = `/v2/projects/${encodeURIComponent(projectId)}/documents/${encodeURIComponent(file.collection)}${query}`;
    const outcome = await attempt('import', () => storyforgeFetch(path, { method: 'POST', text: file.text, headers: { 'Content-Type': file.csv ? 'text/csv' : 'application/json' } }));
    if (!outcome) return;
    setState({ file: null, outcome });
    for (const prefix of ['engagement/', 'published/']) forget(prefix);
    await loadAgentControlSurfaces(projectId);
  },
};

/** The next visit starts anew. */
export function left() {
  forget('import');
  store.set(({ problems: { import: _old, ...problems } }) => ({ problems }));
}
