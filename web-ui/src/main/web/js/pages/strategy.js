import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { cell } from '../core/format.js';
import { currentLocale, t } from '../core/i18n.js';
import { aimed, buttonsOf } from '../core/sources.js';
import { store } from '../core/state.js';
import { handoffButton, platformName, problemOf, tag } from '../ui/components.js';
import { effectWords } from './shared.js';

/** The strategy of each platform, each with its hand-off. */
export function page() {
  const { sources, strategies, project } = store.get();
  const buttons = buttonsOf(sources, ({ slot, screen }) => slot === 'strategy.row' || screen === 'strategy');
  return html`<p class="page-lead">${t('strategy.text')}</p>
    ${project && strategies.length === 0 ? html`<p class="card empty">${t('strategy.none')}</p>` : nothing}
    <div class="rows">${strategies.map((strategy) => row(strategy, buttons))}</div>`;
}

function row(strategy, buttons) {
  const platform = String(strategy.content.platform || strategy.key);
  const topics = Array.isArray(strategy.content.topics) ? strategy.content.topics : [];
  const most = Math.max(1, ...topics.map((topic) => Number(topic.weight) || 0));
  return html`<section class="card strategy" data-platform=${platform}><header><h2>${platformName(platform)}</h2>${tag(t('strategy.topics', { n: topics.length }))}</header>
    <ul class="weights">${topics.map((topic) => weight(topic, most))}</ul>
    ${buttons.map((button) => handOver(aimed(button, { platform })))}</section>`;
}

function weight(topic, most) {
  const value = Number(topic.weight) || 0;
  return html`<li><span>${topic.topic}</span><progress class="pg" max=${most} value=${value} aria-label=${topic.topic}></progress><span class="num">${cell(value, currentLocale())}</span></li>`;
}

function handOver(button) {
  return html`<footer><p class="act-d">${button.summary}</p><p class="act-e">${effectWords(button.effect)}</p>${problemOf(`handoff:${button.id}`)}
    ${handoffButton(button, { label: t('handoffAdjust'), cls: 'soft' })}</footer>`;
}
