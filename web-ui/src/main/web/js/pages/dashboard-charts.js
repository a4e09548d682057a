import { html, nothing, svg } from '../../vendor/lit-html/lit-html.js';
import { fetchAll } from '../core/api.js';
import { between, currentLocale, duration, intl, nameOf, t } from '../core/i18n.js';
import { store } from '../core/state.js';
import { NEWEST_KNOWN } from '../core/surfaces.js';
import { icon, platformName } from '../ui/components.js';
import { engagement, isOn, linePoints, localDay, median, pathOf, runsByDay, stackedBars } from './figures.js';
import { number, pagePart, percent, resource, staleNote } from './pages.js';

const PAGE = 100;
const WHOLE_PAGES = 4;
const MOST_ACCOUNTS = 12;
/** A fall by more than this is told in words. */
const FALL = 0.2;
const WIDTH = 264;
const HEIGHT = 96;

/** The engagement of the accounts behind an action, and under which key it is kept. @param {any} button */
export function engagementOf(button) {
  const { projectId, project } = store.get();
  const key = `engagement/${projectId}/${button.platform}`;
  const countOf = (name) => (project?.collections ?? []).find((collection) => collection.name === name)?.count ?? 0;
  return { key, ...resource(key, () => loadEngagement(projectId, button.platform, countOf), project) };
}

async function loadEngagement(projectId, platform, countOf) {
  const rowCount = countOf('account_metrics');
  if (rowCount === 0) return null;
  const documents = `/v2/projects/${encodeURIComponent(projectId)}/documents`;
  const found = await fetchAll(`${documents}/accounts?limit=${PAGE}`, 5);
  const accounts = found
    .map(({ key, content }) => ({ id: String(content.id ?? key), name: String(content.name ?? key), platform: String(content.platform ?? ''), focus: isOn(content.focus) }))
    .filter((account) => !platform || !account.platform || account.platform === platform || nameOf('platform', platform) === account.platform);
  const all = accounts.filter((account) => account.focus);
  const focus = all.slice(0, MOST_ACCOUNTS);
  const today = localDay();
  const rows = rowCount <= WHOLE_PAGES * PAGE
    ? await fetchAll(`${documents}/account_metrics?limit=${PAGE}`, WHOLE_PAGES)
    : await (await import('./large.js')).lastDays(documents, focus, today);
  const figures = engagement(rows.map((row) => row.content), focus, { today });
  // Among accounts that were not read there may be more.
  return figures && { ...figures, all: countOf('accounts') > found.length ? `${all.length}+` : all.length };
}

/** What accounts the figures are of, where they are not of all. */
const scope = ({ accounts, all }) => (all === accounts.length ? '' : t('dashboard.firstOf', { n: accounts.length, all }));

export const asDay = (date, style) => intl('DateTimeFormat', currentLocale(), style).format(date);
export const dayName = (day, style) => asDay(new Date(day), { timeZone: 'UTC', ...style });

/** @param {any} figures @param {any} button */
export function engagementChart(figures, button) {
  const { days, latest, mean, meanDays, change } = figures;
  const words = days.map(({ day, rate }) => `${dayName(day, { month: 'numeric', day: 'numeric' })} ${percent(rate)}`).join(', ');
  const bad = change !== null && change < 0;
  return html`<figure class="spark"><figcaption><span>${t('dashboard.engagement', { platform: platformName(button.platform) })}, ${scope(figures)} ${dayName(days[0].day, { month: 'numeric', day: 'numeric' })}\u2013${dayName(days.at(-1).day, { month: 'numeric', day: 'numeric' })}</span><strong>${percent(latest)}</strong>
      ${change === null ? nothing : html`<em class=${bad ? 'bad' : ''}>${t('dashboard.versusMean', { n: meanDays, change: percent(change, true) })}</em>`}</figcaption>
    ${sparkline({ values: days.map(({ rate }) => rate), mean, labels: days.map(({ day }) => String(Number(day.slice(8)))), text: t('dashboard.engagementText', { values: words }), bad })}</figure>`;
}

/** Whether somebody asked for a table: their code and their cells come only then. */
let unfolded = false;
const tables = () => (unfolded ? pagePart('tables') : null);

function unfold() {
  unfolded = true;
  store.set(({ pagesLoaded }) => ({ pagesLoaded: pagesLoaded + 1 }));
}

/** The figures behind the chart, account by account. */
export function evidence(figures) {
  const { accounts } = figures;
  const of = scope(figures) || accounts.length;
  const fell = accounts.filter((account) => account.change !== null && account.change < -FALL).length;
  return html`<details class="evidence" @toggle=${unfold}><summary><span class="lnk">${icon('right')}${t('dashboard.seeEvidence')}</span> <span class="muted small">${fell > 0 ? t('dashboard.fallen', { n: fell, of, p: FALL * 100 }) : t('dashboard.evidence', { n: accounts.length, of })}</span></summary>
    ${tables()?.accountTable(figures) ?? nothing}</details>`;
}

/** The person's own runs of the last seven days; the list of the window has the newest of them. */
export function week() {
  const { onelinerRuns, projectId, now, runsPhase, me } = store.get();
  if (runsPhase === 'loading') return nothing;
  const since = runsByDay([], now)[0].date.getTime();
  // Behind the newest runs the list has gaps.
  const reaches = onelinerRuns.length < NEWEST_KNOWN || Date.parse(onelinerRuns[NEWEST_KNOWN - 1].created_at) < since;
  const older = reaches ? { value: null, problem: null } : resource(`week/${projectId}`, async () => (await import('./large.js')).runsSince(projectId, since));
  const known = new Set(onelinerRuns.map((run) => run.id));
  const runs = [...onelinerRuns.filter((run) => run.user_id === me?.id), ...(older.value?.runs ?? []).filter((run) => !known.has(run.id))];
  const days = runsByDay(runs, now);
  const total = days.reduce((sum, day) => sum + day.total, 0);
  const took = median(runs.filter((run) => run.run_status === 'done' && Date.parse(run.created_at) >= since).map((run) => between(run.started_at, run.finished_at)).filter((millis) => millis >= 0));
  const kinds = ['done', 'cancelled', 'failed'];
  const words = days.map((day) => `${asDay(day.date, { weekday: 'long' })}: ${kinds.map((kind) => `${t(`week.${kind}`)} ${day[kind]}`).join(', ')}`).join('; ');
  return html`<section class="card health" aria-labelledby="week-title"><header><h2 id="week-title">${t('week.title')}</h2></header>
    <p class="big"><strong>${number(total)}</strong>${t('week.runs', { n: total })}</p>${staleNote(`week/${projectId}`, older)}${older.value?.cut ? html`<p class="muted small">${t('week.cut', { n: older.value.runs.length })}</p>` : nothing}
    ${barChart(days.map((day) => kinds.map((kind) => day[kind])), days.map(({ date }) => asDay(date, { weekday: 'narrow' })), words)}
    <ul class="legend">${kinds.map((kind, index) => html`<li class="l${index + 1}">${t(`week.${kind}`)}</li>`)}</ul>
    <details class="byday" @toggle=${unfold}><summary class="lnk">${icon('right')}${t('week.byDay')}</summary>${tables()?.dayTable(days, kinds) ?? nothing}</details>
    <dl>${took === null ? nothing : html`<div><dt>${t('week.took')}</dt><dd>${duration(took)}</dd></div>`}
      <div><dt>${t('week.open')}</dt><dd>${number(days.reduce((sum, day) => sum + day.open, 0))}</dd></div></dl></section>`;
}

/**
 * A line over days with the mean before as a dashed line.
 *
 * @param {{values: readonly (number | null)[], mean: number | null, labels: readonly string[], text: string, bad: boolean}} chart
 *   `text` says the same in words; `bad` marks the last point
 */
function sparkline({ values, mean, labels, text, bad }) {
  const { points, x, y } = linePoints(values, { width: WIDTH, height: HEIGHT, pad: 8, also: mean === null ? [] : [mean] });
  const there = points.filter((point) => point !== null);
  const line = pathOf(points);
  const last = points.at(-1);
  const whole = there.length === points.length && there.length > 1;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT + 18}" role="img" aria-label=${text}>
    ${whole ? svg`<path class="area" d="${line}L${there.at(-1)?.x} ${HEIGHT}L${there[0].x} ${HEIGHT}Z"></path>` : nothing}
    ${mean === null ? nothing : svg`<path class="mean" d="M8 ${y(mean)}H${WIDTH - 8}"></path>`}
    <path class="line" d=${line}></path>${last ? svg`<circle class="pt ${bad ? 'bad' : ''}" cx=${last.x} cy=${last.y} r="4"></circle>` : nothing}
    ${labels.map((label, index) => svg`<text x=${x(index)} y=${HEIGHT + 14} text-anchor=${index === 0 ? 'start' : index === labels.length - 1 ? 'end' : 'middle'}>${label}</text>`)}</svg>`;
}

/**
 * Stacked bars; the parts are told apart by their class b1, b2, …
 *
 * @param {readonly (readonly number[])[]} stacks @param {readonly string[]} labels @param {string} text
 */
function barChart(stacks, labels, text) {
  const width = 210;
  const height = 84;
  const each = width / Math.max(1, stacks.length);
  return html`<svg class="bars" viewBox="0 0 ${width} ${height + 16}" role="img" aria-label=${text}>
    <path class="ground" d="M0 ${height}H${width}"></path>
    ${stackedBars(stacks, { width, height }).map((bar) => svg`<rect class="b${bar.part + 1}" x=${bar.x} y=${bar.y} width=${bar.width} height=${bar.height} rx="2"></rect>`)}
    ${labels.map((label, index) => svg`<text x=${each * index + each / 2 - 2} y=${height + 13} text-anchor="middle">${label}</text>`)}</svg>`;
}
