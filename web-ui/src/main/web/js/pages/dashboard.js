import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { handoffButton, platformName, problemOf, tag } from '../ui/components.js';
import { has, t } from '../core/i18n.js';
import { waitingCount } from '../core/runs.js';
import { buttonsOf } from '../core/sources.js';
import { store } from '../core/state.js';
import { actionGrid, effectWords } from './actions.js';
import { overrideBanner } from './banner.js';
import { firstProject, hasNoDocuments, importForm } from './first-project.js';
import { recentRuns } from './run-table.js';

/** The start page: what to hand over now, what else there is, and what happened last. */
export function page() {
  const { sources, projectId, projects } = store.get();
  if (projects.length === 0 || !projectId) return firstProject();
  const primary = buttonsOf(sources, ({ slot }) => slot === 'dashboard.primary');
  const secondary = buttonsOf(sources, ({ slot }) => slot === 'dashboard.secondary');
  return html`${overrideBanner()}${greeting()}${hasNoDocuments() ? importForm() : nothing}
    ${primary.length > 0 ? hero(primary[0]) : nothing}
    ${actionGrid(t('dashboard.more'), [...primary.slice(1), ...secondary])}${recentRuns()}`;
}

function greeting() {
  const { onelinerRuns } = store.get();
  const hour = new Date().getHours();
  const key = hour < 6 ? 'night' : hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  const waiting = waitingCount(onelinerRuns);
  const running = onelinerRuns.filter((run) => run.run_status === 'running').length;
  return html`<p class="hello"><strong>${t(`hello.${key}`)}</strong><span>${waiting > 0 ? t('dashboard.waiting', { n: waiting }) : t('dashboard.nothing')}${running > 0 ? ` ${t('dashboard.running', { n: running })}` : ''}</span></p>`;
}

function hero(button) {
  return html`<div class="hero-c"><section class="hero card" aria-labelledby="hero-title"><div class="hero-b">
    <p class="eyebrow"><span class="pill accent">${t('dashboard.primary')}</span>${tag(platformName(button.platform))}</p>
    <h2 id="hero-title">${button.title}</h2><p class="lead">${button.summary}</p>
    <ul class="facts"><li>${effectWords(button.effect)}</li><li class="muted">${has('handoff.confirmFirst') ? t('handoff.confirmFirst') : nothing}</li></ul>
    ${problemOf(`handoff:${button.id}`)}
    <p class="acts">${handoffButton(button, { label: t('handoff'), cls: 'primary' })}</p></div>
    ${projectFacts()}</section></div>`;
}

/** What the project holds; the hand-off works on it. */
function projectFacts() {
  const { project } = store.get();
  const collections = (project?.collections ?? []).filter((collection) => collection.count > 0).slice(0, 5);
  if (collections.length === 0) return nothing;
  return html`<div class="holds"><h3>${t('project.holds')}</h3><dl>${collections.map(
    (collection) => html`<div><dt>${has(`collection.${collection.name}`) ? t(`collection.${collection.name}`) : collection.name}</dt><dd>${collection.count}</dd></div>`,
  )}</dl></div>`;
}
