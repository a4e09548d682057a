import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { fetchAll } from '../core/api.js';
import { cell } from '../core/cell.js';
import { clock, currentLocale, t } from '../core/i18n.js';
import { aimed, buttonsOf } from '../core/main-agent.js';
import { store } from '../core/state.js';
import { handoffButton, icon, platformName, problemOf, skeleton, tag } from '../ui/components.js';
import { rowBars } from './bars.js';
import { strategyChanges, topicShares } from './comparisons.js';
import { localDay } from './figures.js';
import { actionCard, cardGrid, effectWords, number, overrideBanner, resource, sharedActions, staleNote } from './pages.js';

const PAGE = 100;
const MOST_PAGES = 20;
/** From how many percentage points on a topic counts as having drifted. */
const DRIFT = 5;
const SHOWN_CHANGES = 5;

export const actions = sharedActions;

/** The strategy of each platform beside what was published, each with its hand-off. */
export function page() {
  const { sources, strategies, project, projectId } = store.get();
  if (projectId && !project) return html`${overrideBanner()}${skeleton()}`;
  const rows = buttonsOf(sources, ({ slot, screen }) => slot === 'strategy.row' || (!slot && screen === 'strategy'));
  const others = buttonsOf(sources, ({ slot, screen }) => screen === 'strategy' && slot !== '' && slot !== 'strategy.row' && !slot.startsWith('dashboard.'));
  const key = `published/${projectId}`;
  const published = projectId ? resource(key, () => loadPublished(projectId), project) : { value: null, problem: null, loading: false };
  if (published.loading && !published.value) return html`${overrideBanner()}${skeleton()}`;
  return html`${overrideBanner()}<p class="page-lead">${t('strategy.text')}</p>${staleNote(key, published)}
    ${strategies.length === 0 ? html`<p class="card empty">${t('strategy.none')} <a class="lnk" href="/import?collection=strategy">${t('import.title')}</a></p>` : nothing}
    <div class="rows">${strategies.map((strategy) => platformCard(strategy, rows, published.value))}</div>
    ${changesCard(strategies)}${cardGrid(t('dashboard.more'), others.map((button) => actionCard(button)))}`;
}

/** What was published, by platform; null for the pieces when there are more than a browser should read. */
async function loadPublished(projectId) {
  const documents = `/v2/projects/${encodeURIComponent(projectId)}/documents`;
  const count = (store.get().project?.collections ?? []).find(({ name }) => name === 'contents')?.count ?? 0;
  if (count > PAGE * MOST_PAGES) return { tooMany: count, contents: [] };
  const [accounts, contents] = await Promise.all([
    fetchAll(`${documents}/accounts?limit=${PAGE}`, MOST_PAGES),
    count > 0 ? fetchAll(`${documents}/contents?limit=${PAGE}`, MOST_PAGES) : [],
  ]);
  const platformOf = new Map(accounts.map(({ key, content }) => [String(content.id ?? key), String(content.platform ?? '')]));
  return { tooMany: 0, contents: contents.map(({ content }) => ({ ...content, platform: String(content.platform ?? platformOf.get(String(content.account_id)) ?? '') })) };
}

function platformCard(strategy, buttons, published) {
  const platform = String(strategy.content.platform || strategy.key);
  const topics = Array.isArray(strategy.content.topics) ? strategy.content.topics : [];
  const own = (published?.contents ?? []).filter((piece) => piece.platform === platform);
  const { pieces, other, shares } = topicShares(topics, own, { today: localDay() });
  const series = [{ name: t('strategy.target'), values: shares.map((share) => share.target) },
    ...(pieces > 0 ? [{ name: t('strategy.actual'), values: shares.map((share) => share.actual ?? 0) }] : [])];
  const range = strategy.content.min_weight !== undefined && strategy.content.max_weight !== undefined
    ? tag(t('strategy.range', { low: cell(strategy.content.min_weight, currentLocale()), high: cell(strategy.content.max_weight, currentLocale()) })) : nothing;
  return html`<section class="card strategy" data-platform=${platform} aria-label=${platformName(platform)}>
    <header><h2>${platformName(platform)}</h2><span>${tag(t('strategy.topics', { n: topics.length }))} ${range}</span></header>
    ${shares.length > 0 ? rowBars({ labels: shares.map((share) => share.topic), series }, (value) => `${number(value)}%`) : nothing}
    <p class="muted small">${pieces > 0 ? t('strategy.basis', { n: pieces }) : published?.tooMany ? t('strategy.tooMany', { n: published.tooMany }) : published ? t('strategy.noPieces') : t('loading')}
      ${other > 0 ? t('strategy.other', { n: other }) : nothing}</p>
    ${pieces > 0 ? drifts(shares) : nothing}${buttons.map((button) => handOver(aimed(button, { platform })))}</section>`;
}

function drifts(shares) {
  const far = shares.filter((share) => Math.abs(share.drift) >= DRIFT).toSorted((one, other) => Math.abs(other.drift) - Math.abs(one.drift));
  if (far.length === 0) return html`<p class="note ok">${t('strategy.onTarget', { p: DRIFT })}</p>`;
  return html`<div><h3>${t('strategy.drift')}</h3><ul class="drift">${far.map(({ topic, drift, pieces }) => html`<li>${icon('flag')}<strong>${topic}</strong>
    <span>${t(drift > 0 ? 'strategy.above' : 'strategy.below', { p: number(Math.abs(drift)) })}</span><span class="muted">${t('strategy.pieces', { n: pieces })}</span></li>`)}</ul></div>`;
}

const handOver = (button) => html`<footer><p class="act-d">${button.summary}</p><p class="act-e">${effectWords(button.effect)}</p>${problemOf(`handoff:${button.id}`)}
  ${handoffButton(button, { label: t('handoffAdjust'), cls: 'soft' })}</footer>`;

function changesCard(strategies) {
  const changes = strategies
    .flatMap((strategy) => strategyChanges(strategy.content).map((change) => ({ ...change, platform: String(strategy.content.platform || strategy.key) })))
    .toSorted((one, other) => other.at.localeCompare(one.at));
  if (strategies.length === 0) return nothing;
  return html`<section class="card run-page" aria-labelledby="changes-title"><h2 id="changes-title">${t('strategy.history')}</h2>
    ${changes.length === 0 ? html`<p class="muted">${t('strategy.noHistory')}</p>` : html`<ol class="timeline">${changes.slice(0, SHOWN_CHANGES).map(changeRow)}</ol>`}
    ${changes.length > SHOWN_CHANGES ? html`<details><summary class="lnk">${icon('right')}${t('strategy.older', { n: changes.length - SHOWN_CHANGES })}</summary><ol class="timeline">${changes.slice(SHOWN_CHANGES).map(changeRow)}</ol></details>` : nothing}</section>`;
}

const changeRow = ({ at, platform, runId, changes }) => html`<li><time datetime=${at}>${clock(at, currentLocale(), store.get().now)}</time><strong>${platformName(platform)}</strong>
  <span>${changes.length === 0 ? t('strategy.unchanged') : changes.map(({ topic, before, after }) => html`<span class="chg">${topic} ${weight(before)} \u2192 ${weight(after)}</span> `)}</span>
  ${runId ? html`<a class="lnk" href="/runs/${runId}">${t('strategy.byRun')}</a>` : nothing}</li>`;

const weight = (value) => (value === null ? t('governance.absent') : number(value, { maximumFractionDigits: 3 }));
