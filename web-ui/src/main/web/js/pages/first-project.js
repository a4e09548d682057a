import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { isBusy, isOffline, problemOf, spinner } from '../ui/components.js';
import { icon } from '../ui/icons.js';
import { t } from '../core/i18n.js';
import { store } from '../core/state.js';

/** What a person sees who has no project yet: what one is, and the form that makes it. */
export function firstProject() {
  const busy = isBusy('project');
  return html`<section class="card first"><h2>${t('first.title')}</h2><p class="lead">${t('first.text')}</p>
    <form class="stackform" data-form="project"><label class="fl"><span>${t('first.name')}</span>
      <input type="text" name="name" required maxlength="120" autocomplete="off"></label>${problemOf('project')}
      <button class="btn primary" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${icon('plus')}${t('first.create')}${busy ? spinner() : nothing}</button></form>
    <h3>${t('first.then')}</h3><ol class="numbered"><li>${t('first.step1')}</li><li>${t('first.step2')}</li><li>${t('first.step3')}</li></ol></section>`;
}

/** Whether the project has nothing a tool could read. */
export function hasNoDocuments() {
  const { project } = store.get();
  return Boolean(project) && (project.collections ?? []).every((collection) => !collection.count);
}

/** The form that brings data into the project. */
export function importForm() {
  const busy = isBusy('import');
  const names = new Set([...(store.get().project?.collections ?? []).map((collection) => collection.name), 'accounts', 'account_metrics', 'contents', 'strategy']);
  return html`<section class="card first"><h2>${t('import.title')}</h2><p class="lead">${t('import.text')}</p>
    <form class="stackform" data-form="import">
      <label class="fl"><span>${t('import.collection')}</span><input type="text" name="collection" required pattern="[a-z][a-z0-9_\\-]*" list="collections" autocomplete="off"></label>
      <datalist id="collections">${[...names].map((name) => html`<option value=${name}></option>`)}</datalist>
      <label class="fl"><span>${t('import.file')}</span><input type="file" name="file" required accept=".json,.csv,application/json,text/csv"></label>${problemOf('import')}
      <button class="btn" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${icon('upload')}${t('import.submit')}${busy ? spinner() : nothing}</button></form></section>`;
}
