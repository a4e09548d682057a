import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { between, duration, has, t } from '../core/i18n.js';
import { aimed, buttonsOf } from '../core/main-agent.js';
import { waitingCount } from '../core/runs.js';
import { store } from '../core/state.js';
import { handoffButton, icon, isBusy, isOffline, platformName, problemOf, screenName, skeleton, tag } from '../ui/components.js';
import { actionCard, cardGrid, effectWords, number, overrideBanner, pagePart, runTable, sharedActions, staleNote } from './pages.js';

/** Slots that are drawn in their own place. */
const KNOWN_SLOTS = new Set(['dashboard.primary', 'dashboard.secondary', 'strategy.row', 'governance.tag']);

export const actions = sharedActions;

/** The start page: what to hand over now and why, what else there is, and what happened last. */
export function page() {
  const { sources, projectId, projects, project, runsPhase } = store.get();
  if (projects.length === 0 || !projectId) return html`${overrideBanner()}${pagePart('first')?.firstProject() ?? skeleton()}`;
  // Everything at once: what comes later would push what is there.
  if (runsPhase === 'loading') return skeleton();
  const primary = buttonsOf(sources, ({ slot }) => slot === 'dashboard.primary');
  const empty = project !== null && (project.collections ?? []).every((collection) => !collection.count);
  return html`${overrideBanner()}${greeting()}${empty ? (pagePart('first')?.startHere() ?? skeleton()) : nothing}
    ${primary.length > 0 && !empty ? hero(primary[0]) : nothing}
    ${cardGrid(t('dashboard.more'), empty ? [] : secondary(sources, primary))}
    <div class="two">${recentRuns()}${pagePart('charts')?.week() ?? html`<section class="card health wait"></section>`}</div>`;
}

function secondary(sources, primary) {
  const { governance, strategies } = store.get();
  const own = buttonsOf(sources, ({ slot, screen }) => slot === 'dashboard.secondary' || (screen === 'dashboard' && !KNOWN_SLOTS.has(slot)));
  const rows = buttonsOf(sources, ({ slot }) => slot === 'strategy.row').slice(0, strategies.length > 0 ? 1 : 0);
  const rules = Object.keys(governance?.effective_policy ?? {}).sort();
  const review = buttonsOf(sources, ({ slot }) => slot === 'governance.tag').slice(0, rules.length > 0 ? 1 : 0);
  return [
    ...[...primary.slice(1), ...own].map((button) => actionCard(button)),
    ...rows.map((button) => {
      const platform = String(strategies[0].content.platform || strategies[0].key);
      return actionCard(aimed({ ...button, title: t('dashboard.strategyOf', { platform: platformName(platform) }) }, { platform }), t('handoffAdjust'));
    }),
    ...review.map((button) => tagCard(button, rules)),
  ];
}

/** The governance card: each of the first rules is a tag that is handed over by itself. */
function tagCard(button, rules) {
  const aims = rules.slice(0, 3).map((name) => aimed({ ...button, title: name }, { tag: name }));
  return html`<li class="card act" data-action-card=${button.actionKey}><p class="act-s">${icon('shieldcheck')}<span>${screenName(button.screen)}</span>${tag(t('platform.all'))}</p>
    <h3>${t('dashboard.rules', { n: rules.length })}</h3><p class="act-d">${button.summary}</p>
    <p class="tags">${aims.map((aim) => html`<button class="tagbtn" type="button" data-action="handoff-to-main-agent" data-button=${aim.id} data-action-key=${aim.actionKey}
      ?disabled=${isBusy(`handoff:${aim.id}`) || isOffline()} aria-label="${t('handoffFix')}: ${aim.title}">${icon('flag')}${aim.title}</button>`)}${tag(rules.length > 3 ? t('dashboard.moreRules', { n: rules.length - 3 }) : '')}</p>
    <p class="act-e">${effectWords(button.effect)}</p>${aims.map((aim) => problemOf(`handoff:${aim.id}`))}
    <a class="btn soft" href="/governance">${t('dashboard.allRules')}</a></li>`;
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
  const charts = pagePart('charts');
  const found = charts?.engagementOf(button) ?? null;
  const figures = found?.value ?? null;
  const wait = !figures && (!found || found.loading) && countOf('account_metrics') > 0;
  return html`<div class="hero-c"><section class="hero card" aria-labelledby="hero-title"><div class="hero-b">
    <p class="eyebrow"><span class="pill accent">${t('dashboard.primary')}</span>${tag(platformName(button.platform))}</p>
    <h2 id="hero-title">${button.title}</h2><p class="lead">${button.summary}</p>
    <ul class="facts">${usualTime(button)}<li>${effectWords(button.effect)}</li></ul>
    ${problemOf(`handoff:${button.id}`)}${found ? staleNote(found.key, found) : nothing}
    <p class="acts">${handoffButton(button, { label: t('handoff'), cls: 'primary' })}<span class="muted small">${t('handoff.confirmFirst')}</span></p></div>
    ${figures ? charts.engagementChart(figures, button) : wait ? chartToCome(button) : projectFacts()}
    ${figures ? charts.evidence(figures) : wait ? html`<div class="evidence wait"></div>` : nothing}</section></div>`;
}

/** As large as the chart will be, so that nothing moves when it comes. */
const chartToCome = (button) => html`<figure class="spark" aria-busy="true"><figcaption><span>${t('dashboard.engagement', { platform: platformName(button.platform) })}</span><strong>\u00a0</strong></figcaption>
  <svg viewBox="0 0 264 114" aria-hidden="true" focusable="false"></svg></figure>`;

/** How long this action took before; nothing when it never ran. */
function usualTime(button) {
  const took = store.get().onelinerRuns
    .filter((run) => run.run_status === 'done' && run.source_screen === button.screen && run.source_action_key === button.actionKey)
    .map((run) => between(run.started_at, run.finished_at))
    .toSorted((one, other) => one - other);
  return took.length === 0 ? nothing : html`<li>${icon('clock')}${t('dashboard.usually', { time: duration(took[took.length >> 1]) })}</li>`;
}

/** How many documents of a kind the project has. @param {string} name */
const countOf = (name) => (store.get().project?.collections ?? []).find((collection) => collection.name === name)?.count ?? 0;

/** What the project holds; the hand-off works on it. */
function projectFacts() {
  const collections = (store.get().project?.collections ?? []).filter((collection) => collection.count > 0).slice(0, 5);
  if (collections.length === 0) return nothing;
  return html`<div class="holds"><h3>${t('project.holds')}</h3><dl>${collections.map(
    ({ name, count }) => html`<div><dt>${has(`collection.${name}`) ? t(`collection.${name}`) : name}</dt><dd>${number(count)}</dd></div>`,
  )}</dl></div>`;
}

function recentRuns() {
  const { onelinerRuns, runsPhase } = store.get();
  return html`<section class="card recent" aria-labelledby="recent-title"><header><h2 id="recent-title">${t('runs.recent')}</h2>
      ${onelinerRuns.length > 0 ? html`<a href="/runs">${t('runs.all')}${icon('right')}</a>` : nothing}</header>
    ${onelinerRuns.length > 0 ? runTable(onelinerRuns.slice(0, 6)) : html`<p class="empty">${t(runsPhase === 'loading' ? 'loading' : 'runs.noneText')}</p>`}</section>`;
}
