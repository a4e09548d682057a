import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { fetchAll, storyforgeFetch } from '../core/api.js';
import { between, currentLocale, duration, has, nameOf, t } from '../core/i18n.js';
import { aimed, buttonsOf } from '../core/main-agent.js';
import { waitingCount } from '../core/runs.js';
import { store } from '../core/state.js';
import { handoffButton, icon, isBusy, isOffline, platformName, problemOf, spinner, tag } from '../ui/components.js';
import { barChart, sparkline } from './charts.js';
import { dayAfter, engagement, isOn, median, runsByDay } from './figures.js';
import { actionCard, cardGrid, effectWords, number, overrideBanner, percent, resource, runTable, sharedActions, staleNote } from './shared.js';

const PAGE = 100;
const WHOLE_PAGES = 4;
const MOST_ACCOUNTS = 12;
const MOST_RUN_PAGES = 10;
/** A fall by more than this is told in the card's words. */
const FALL = 0.2;
/** Slots that are drawn in their own place. */
const KNOWN_SLOTS = new Set(['dashboard.primary', 'dashboard.secondary', 'strategy.row', 'governance.tag']);

export const actions = sharedActions;

/** The start page: what to hand over now and why, what else there is, and what happened last. */
export function page() {
  const { sources, projectId, projects, project } = store.get();
  if (projects.length === 0 || !projectId) return html`${overrideBanner()}${firstProject()}`;
  const primary = buttonsOf(sources, ({ slot }) => slot === 'dashboard.primary');
  const empty = Boolean(project) && (project.collections ?? []).every((collection) => !collection.count);
  return html`${overrideBanner()}${greeting()}${empty ? startHere() : nothing}
    ${primary.length > 0 && !empty ? hero(primary[0]) : nothing}
    ${cardGrid(t('dashboard.more'), empty ? [] : secondary(sources, primary))}
    <div class="two">${recentRuns()}${week()}</div>`;
}

function secondary(sources, primary) {
  const { governance, strategies } = store.get();
  const own = buttonsOf(sources, ({ slot, screen }) => slot === 'dashboard.secondary' || (screen === 'dashboard' && !KNOWN_SLOTS.has(slot)));
  const rows = buttonsOf(sources, ({ slot }) => slot === 'strategy.row').slice(0, strategies.length > 0 ? 1 : 0);
  const tags = Object.keys(governance?.effective_policy ?? {}).sort().slice(0, 3);
  const review = buttonsOf(sources, ({ slot }) => slot === 'governance.tag').slice(0, tags.length > 0 ? 1 : 0);
  return [
    ...[...primary.slice(1), ...own].map((button) => actionCard(button)),
    ...rows.map((button) => {
      const platform = String(strategies[0].content.platform || strategies[0].key);
      return actionCard(aimed({ ...button, title: t('dashboard.strategyOf', { platform: platformName(platform) }) }, { platform }), t('handoffAdjust'));
    }),
    ...review.map((button) => tagCard(button, tags)),
  ];
}

/** The governance card: each rule is a tag that is handed over by itself. */
function tagCard(button, tags) {
  const aims = tags.map((name) => aimed({ ...button, title: name }, { tag: name }));
  return html`<li class="card act" data-action-card=${button.actionKey}><p class="act-s">${icon('shieldcheck')}<span>${nameOf('screen', button.screen)}</span>${tag(t('platform.all'))}</p>
    <h3>${t('dashboard.rules', { n: tags.length })}</h3><p class="act-d">${button.summary}</p>
    <p class="tags">${aims.map((aim) => html`<button class="tagbtn" type="button" data-action="handoff-to-main-agent" data-button=${aim.id} data-action-key=${aim.actionKey}
      ?disabled=${isBusy(`handoff:${aim.id}`) || isOffline()} aria-label="${t('handoffFix')}: ${aim.title}">${icon('flag')}${aim.title}</button>`)}</p>
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
  const { projectId, project } = store.get();
  const key = `engagement/${projectId}/${button.platform}`;
  const found = resource(key, () => loadEngagement(projectId, button.platform, countOf('account_metrics')), project);
  const figures = found.value;
  const fallen = figures?.accounts.filter((account) => account.change !== null && account.change < -FALL).length ?? 0;
  return html`<div class="hero-c"><section class="hero card" aria-labelledby="hero-title"><div class="hero-b">
    <p class="eyebrow"><span class="pill accent">${t('dashboard.primary')}</span>${tag(platformName(button.platform))}</p>
    <h2 id="hero-title">${button.title}</h2>
    <p class="lead">${fallen > 0 ? t('dashboard.fallen', { n: fallen, p: FALL * 100 }) : nothing} ${button.summary}</p>
    <ul class="facts">${figures ? html`<li>${icon('flag')}${t('dashboard.evidence', { n: figures.accounts.length })}</li>` : nothing}${usualTime(button)}
      <li>${effectWords(button.effect)}</li></ul>
    ${problemOf(`handoff:${button.id}`)}${staleNote(key, found)}
    <p class="acts">${handoffButton(button, { label: t('handoff'), cls: 'primary' })}<span class="muted small">${t('handoff.confirmFirst')}</span></p></div>
    ${figures ? engagementChart(figures, button) : projectFacts()}
    ${figures ? evidence(figures) : nothing}</section></div>`;
}

const countOf = (name) => (store.get().project?.collections ?? []).find((collection) => collection.name === name)?.count ?? 0;

/** How long this action took before; nothing when it never ran. */
function usualTime(button) {
  const took = store.get().onelinerRuns
    .filter((run) => run.run_status === 'done' && run.source_screen === button.screen && run.source_action_key === button.actionKey)
    .map((run) => between(run.started_at, run.finished_at))
    .filter((millis) => millis >= 0);
  const usual = median(took);
  return usual === null ? nothing : html`<li>${icon('clock')}${t('dashboard.usually', { time: duration(usual) })}</li>`;
}

async function loadEngagement(projectId, platform, rowCount) {
  if (rowCount === 0) return null;
  const documents = `/v2/projects/${encodeURIComponent(projectId)}/documents`;
  const found = await fetchAll(`${documents}/accounts?limit=${PAGE}`, 5);
  const accounts = found
    .map(({ key, content }) => ({ id: String(content.id ?? key), name: String(content.name ?? key), platform: String(content.platform ?? ''), focus: isOn(content.focus) }))
    .filter((account) => !platform || !account.platform || account.platform === platform || nameOf('platform', platform) === account.platform);
  const focus = accounts.filter((account) => account.focus).slice(0, MOST_ACCOUNTS);
  if (focus.length === 0) return null;
  const today = new Date().toISOString().slice(0, 10);
  const rows = rowCount <= WHOLE_PAGES * PAGE
    ? await fetchAll(`${documents}/account_metrics?limit=${PAGE}`, WHOLE_PAGES)
    : (await Promise.all(focus.map((account) => lastDays(documents, account.id, today)))).flat();
  return engagement(rows.map((row) => row.content), focus, { today });
}

/** In a large collection only the last days of an account are read: its documents lie together in the order of their days. */
async function lastDays(documents, accountId, today) {
  const from = `${accountId}|${dayAfter(today, -16)}`;
  return (await storyforgeFetch(`${documents}/account_metrics?limit=20&cursor=${encodeURIComponent(from)}`))?.items ?? [];
}

const dayName = (day, style) => new Intl.DateTimeFormat(currentLocale(), { timeZone: 'UTC', ...style }).format(new Date(`${day}T00:00:00Z`));

function engagementChart({ days, latest, mean, change }, button) {
  const words = days.map(({ day, rate }) => `${dayName(day, { month: 'numeric', day: 'numeric' })} ${percent(rate)}`).join(', ');
  const bad = change !== null && change < 0;
  return html`<figure class="spark"><figcaption><span>${t('dashboard.engagement', { platform: platformName(button.platform) })}, ${dayName(days[0].day, { month: 'numeric', day: 'numeric' })}\u2013${dayName(days.at(-1).day, { month: 'numeric', day: 'numeric' })}</span><strong>${percent(latest)}</strong>
      ${change === null ? nothing : html`<em class=${bad ? 'bad' : ''}>${t('dashboard.versusMean', { change: percent(change, true) })}</em>`}</figcaption>
    ${sparkline({ values: days.map(({ rate }) => rate), mean, labels: days.map(({ day }) => String(Number(day.slice(8)))), text: t('dashboard.engagementText', { values: words }), bad })}</figure>`;
}

/** The figures behind the chart, account by account. */
function evidence({ accounts, days }) {
  return html`<details class="evidence"><summary class="lnk">${icon('right')}${t('dashboard.seeEvidence')}</summary>
    <div class="scroll" tabindex="0" role="group" aria-label=${t('dashboard.seeEvidence')}><table><caption>${t('dashboard.evidenceNote', { day: dayName(days.at(-1).day, { month: 'long', day: 'numeric' }) })}</caption>
    <thead><tr><th scope="col">${t('table.account')}</th><th scope="col" class="num">${t('table.latest')}</th><th scope="col" class="num">${t('table.meanBefore')}</th><th scope="col" class="num">${t('table.change')}</th></tr></thead>
    <tbody>${accounts.map((account) => html`<tr><th scope="row">${account.name}</th><td class="num">${percent(account.rate)}</td><td class="num">${percent(account.mean)}</td>
      <td class="num ${account.change < 0 ? 'bad' : ''}">${percent(account.change, true)}</td></tr>`)}</tbody></table></div></details>`;
}

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

/** The runs of the last seven days; the list of the window is the newest part of them. */
function week() {
  const { onelinerRuns, projectId, now, runsPhase } = store.get();
  if (runsPhase === 'loading') return nothing;
  const since = runsByDay([], now)[0].date.getTime();
  const reaches = onelinerRuns.length < 50 || Date.parse(onelinerRuns.at(-1).created_at) < since;
  const older = reaches ? { value: [], problem: null } : resource(`week/${projectId}`, () => runsSince(projectId, since));
  const known = new Set(onelinerRuns.map((run) => run.id));
  const runs = [...onelinerRuns, ...(older.value ?? []).filter((run) => !known.has(run.id))];
  const days = runsByDay(runs, now);
  const total = days.reduce((sum, day) => sum + day.total, 0);
  const took = median(runs.filter((run) => run.run_status === 'done' && Date.parse(run.created_at) >= since).map((run) => between(run.started_at, run.finished_at)).filter((millis) => millis >= 0));
  const label = (date) => new Intl.DateTimeFormat(currentLocale(), { weekday: 'narrow' }).format(date);
  const kinds = ['done', 'cancelled', 'failed'];
  const words = days.map((day) => `${new Intl.DateTimeFormat(currentLocale(), { weekday: 'long' }).format(day.date)}: ${kinds.map((kind) => `${t(`week.${kind}`)} ${day[kind]}`).join(', ')}`).join('; ');
  return html`<section class="card health" aria-labelledby="week-title"><header><h2 id="week-title">${t('week.title')}</h2></header>
    <p class="big"><strong>${number(total)}</strong>${t('week.runs', { n: total })}</p>${staleNote(`week/${projectId}`, older)}
    ${barChart(days.map((day) => kinds.map((kind) => day[kind])), days.map((day) => label(day.date)), words)}
    <ul class="legend">${kinds.map((kind, index) => html`<li class="l${index + 1}">${t(`week.${kind}`)}</li>`)}</ul>
    <dl>${took === null ? nothing : html`<div><dt>${t('week.took')}</dt><dd>${duration(took)}</dd></div>`}
      <div><dt>${t('week.open')}</dt><dd>${number(days.reduce((sum, day) => sum + day.open, 0))}</dd></div></dl></section>`;
}

async function runsSince(projectId, since) {
  const runs = [];
  let cursor = '';
  for (let count = 0; count < MOST_RUN_PAGES; count++) {
    const answer = await storyforgeFetch(`/v2/oneliner/runs?project_id=${encodeURIComponent(projectId)}&limit=${PAGE}&cursor=${encodeURIComponent(cursor)}`);
    runs.push(...answer.items);
    cursor = answer.next_cursor;
    if (!cursor || Date.parse(runs.at(-1).created_at) < since) break;
  }
  return runs;
}

/** What a person sees who has no project yet: what one is, and the form that makes it. */
function firstProject() {
  const busy = isBusy('project');
  return html`<section class="card first"><h2>${t('first.title')}</h2><p class="lead">${t('first.text')}</p>
    <form class="stackform" data-form="project"><label class="fl"><span>${t('first.name')}</span>
      <input type="text" name="name" required maxlength="120" autocomplete="off"></label>${problemOf('project')}
      <button class="btn primary" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${icon('plus')}${t('first.create')}${busy ? spinner() : nothing}</button></form>
    <h3>${t('first.then')}</h3>${steps()}</section>`;
}

const steps = () => html`<ol class="numbered"><li>${t('first.step1')}</li><li>${t('first.step2')}</li><li>${t('first.step3')}</li></ol>`;

/** What a person sees whose project holds nothing that a tool could read. */
const startHere = () => html`<section class="card first"><h2>${t('import.title')}</h2><p class="lead">${t('import.text')}</p>${steps()}
  <p class="acts"><a class="btn primary" href="/import">${icon('upload')}${t('import.start')}</a></p></section>`;
