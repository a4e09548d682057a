import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { createProject } from '../core/sign-in.js';
import { icon, isBusy, isOffline, problemOf, spinner } from '../ui/components.js';
import '../ui/more-icons.js';

/** What a person sees who has no project yet: what one is, and the form that makes it. */
export function firstProject() {
  const busy = isBusy('project');
  return html`<section class="card first"><h2>${t('first.title')}</h2><p class="lead">${t('first.text')}</p>
    <form class="stackform" data-form="project"><label class="fl"><span>${t('first.name')}</span>
      <input type="text" name="name" required maxlength="120" autocomplete="off"></label>${problemOf('project')}
      <button class="btn primary" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${icon('plus')}${t('first.create')}${busy ? spinner() : nothing}</button></form>
    <h3>${t('first.then')}</h3>${steps()}</section>`;
}

const steps = () => html`<ol class="numbered"><li>${t('first.step1')}</li><li>${t('first.step2')}</li><li>${t('first.step3')}</li></ol>`;

/** What a person sees whose project holds nothing that a tool could read. */
export const startHere = () => html`<section class="card first"><h2>${t('import.title')}</h2><p class="lead">${t('import.text')}</p>${steps()}
  <p class="acts"><a class="btn primary" href="/import">${icon('upload')}${t('import.start')}</a></p></section>`;

export const forms = { project: (form) => createProject(String(new FormData(form).get('name') ?? '').trim()) };
