import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { has, nameOf, t } from '../core/i18n.js';
import { problemWords } from '../core/problem.js';
import { store } from '../core/state.js';
import { icon } from './icons.js';

/** @param {string} status of a run */
export const statusPill = (status) =>
  html`<span class="pill st-${status}"><span class="dot" aria-hidden="true"></span>${nameOf('status', status)}</span>`;

/** @param {string} text */
export const tag = (text) => (text ? html`<span class="tag">${text}</span>` : nothing);

/** The words for a platform; all platforms when none is named. @param {string} platform */
export const platformName = (platform) => (platform ? nameOf('platform', platform) : t('platform.all'));

/** @param {string} key the key of a button */
export const isBusy = (key) => Boolean(store.get().busy[key]);

/** Whether writing is off for now: the page does not know what the server knows. */
export const isOffline = () => store.get().connection === 'off';

/**
 * What went wrong with a button, next to it, in words.
 *
 * @param {string} key
 */
export function problemOf(key) {
  const problem = store.get().problems[key];
  return problem ? problemNote(problem) : nothing;
}

/** @param {import('../core/problem.js').Problem} problem */
export function problemNote(problem) {
  const { lead, more, requestId } = problemWords(problem, t, has);
  return html`<div class="problem" role="alert">${icon('alert')}<div><p>${lead}</p>
    ${more.map((line) => html`<p class="muted">${line}</p>`)}
    ${requestId ? html`<p class="muted">${t('problem.request')} <code>${requestId}</code></p>` : nothing}</div></div>`;
}

/**
 * @param {{action: string, key: string, label: unknown, cls?: string, disabled?: boolean, data?: Record<string, string>}} options
 */
export function actionButton({ action, key, label, cls = '', disabled = false, data = {} }) {
  const busy = isBusy(key);
  return html`<button class="btn ${cls}" type="button" data-action=${action} data-key=${key} data-run=${data.run ?? nothing}
    ?disabled=${disabled || busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${label}${busy ? spinner() : nothing}</button>`;
}

/** A button that hands an action over to the main agent. */
export function handoffButton(button, { label, cls }) {
  const key = `handoff:${button.id}`;
  const busy = isBusy(key);
  return html`<button class="btn ${cls}" type="button" data-action="handoff-to-main-agent" data-button=${button.id}
    data-action-key=${button.actionKey} ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}
    aria-label="${label}: ${button.title}">${icon('handoff')}${label}${busy ? spinner() : nothing}</button>`;
}

/** The turning mark of something under way; screen readers get the word. */
export const spinner = () => html`<i class="spin" aria-hidden="true"></i><span class="sr">${t('busy')}</span>`;

/** The place of a page while its content is on the way. */
export const skeleton = () =>
  html`<div class="sk" role="status"><span class="sr">${t('loading')}</span><i></i><i></i><i></i></div>`;
