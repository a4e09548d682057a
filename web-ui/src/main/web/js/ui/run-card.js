import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { between, clock, duration, stopwatch } from '../core/format.js';
import { currentLocale, nameOf, t } from '../core/i18n.js';
import { hasStarted, progress } from '../core/runs.js';
import { store } from '../core/state.js';
import { actionButton, isBusy, isOffline, platformName, problemOf, skeleton } from './components.js';
import { icon } from './icons.js';
import { planForm } from './run-edit.js';
import { questionForm } from './run-question.js';
import { runResult } from './run-result.js';
import { stepList } from './run-steps.js';

/** How each status looks: colour of the head, its mark, and the words. */
const LOOKS = {
  needs_confirmation: { colour: 'amber', card: 'confirm', mark: () => html`<span class="dot" aria-hidden="true"></span>` },
  queued: { colour: 'slate', card: 'queued', mark: () => icon('clock') },
  running: { colour: 'accent', card: 'running', mark: () => html`<span class="dot pulse" aria-hidden="true"></span>` },
  cancelling: { colour: 'slate', card: 'queued', mark: () => icon('stop') },
  blocked: { colour: 'red', card: 'blocked', mark: () => icon('question') },
  done: { colour: 'green', card: 'done', mark: () => icon('check') },
  failed: { colour: 'red', card: 'blocked', mark: () => icon('alert') },
};
const OVER = { colour: 'slate', card: 'queued', mark: () => icon('minus') };

/**
 * The card of the run on top. The one place with buttons of a run.
 *
 * @param {import('../core/state.js').Run} row the run, as a row of the list or in full
 */
export function runCard(row) {
  const state = store.get();
  const run = state.onelinerRunDetails[row.id] ?? row;
  const editing = state.editing?.runId === run.id && run.run_status === 'needs_confirmation';
  const look = LOOKS[run.run_status] ?? OVER;
  return html`<article class="oneliner-run-card k-${look.card} ${isOffline() ? 'paused' : ''}" aria-label=${run.title}
      data-run=${run.id} data-status=${run.run_status}>
    <header class="rc-h k-${look.colour}">${editing ? icon('pencil') : look.mark()}<strong>${editing ? t('edit.title') : nameOf('card', run.run_status)}</strong><span class="rc-r">${corner(run, state.now)}</span></header>
    <div class="rc-b">${heading(run)}${editing ? nothing : run.plan ? body(run) : skeleton()}</div>
    ${editing ? planForm(run) : run.plan ? footer(run) : nothing}</article>`;
}

const heading = (run) => html`<h3 class="oneliner-run-title">${run.title}</h3>
  <p class="oneliner-run-summary"><span class="said">${run.summary}</span><span class="src">${t('run.from')} ${nameOf('screen', run.source_screen)}${run.platform ? html` · ${platformName(run.platform)}` : nothing}</span></p>`;

function corner(run, now) {
  if (run.run_status === 'queued' && run.queue_position > 0) return t('run.ahead', { n: run.queue_position });
  if (run.run_status === 'running' && run.started_at) {
    return html`<span class="sr">${t('run.elapsed')}</span><time>${stopwatch(now - Date.parse(run.started_at))}</time>`;
  }
  const took = between(run.started_at, run.finished_at);
  if (run.run_status === 'done' && took >= 0) return t('run.took', { time: duration(took) });
  return run.number ? `#${run.number}` : nothing;
}

function body(run) {
  const steps = run.plan.steps ?? [];
  switch (run.run_status) {
    case 'needs_confirmation':
      return html`<div class="plan-h"><span>${t('plan.title')}</span><span class="muted">${t('plan.steps', { n: steps.length })}</span>${editLink(run)}</div>
        ${run.plan.goal && run.plan.goal !== run.title ? html`<p class="note">${run.plan.goal}</p>` : nothing}
        ${stepList(steps, run.run_status)}`;
    case 'queued':
      return html`<p class="note">${t('run.queuedText')}</p>`;
    case 'blocked':
      return html`${progressBar(steps)}${run.question?.input_schema ? nothing : html`<p class="note">${run.blocked_reason}</p>`}`;
    case 'done':
      return runResult(run.result);
    case 'failed':
      return html`<p class="note bad">${run.result?.summary || run.status_summary || t('run.failedText')}</p>${stepList(steps, run.run_status)}`;
    case 'running':
    case 'cancelling':
      return html`${progressBar(steps)}${stepList(steps, run.run_status)}`;
    default:
      return html`<p class="note">${run.status_summary || nameOf('status', run.run_status)}</p>`;
  }
}

function editLink(run) {
  if (!(run.allowed_actions ?? []).includes('edit')) return nothing;
  return html`<button class="lnk" type="button" data-action="edit-plan" data-run=${run.id} ?disabled=${isOffline()}>${icon('pencil')}${t('edit.title')}</button>`;
}

function progressBar(steps) {
  const { done, total } = progress(steps);
  if (total === 0) return nothing;
  // Half a step for the one under way, so that something is to be seen from the start.
  const value = Math.min(total, done + (steps.some((step) => step.status === 'running') ? 0.5 : 0));
  return html`<progress class="pg" value=${value} max=${total} aria-label=${stepWords(steps)}></progress>`;
}

function stepWords(steps) {
  const { current, total } = progress(steps);
  return t('plan.stepOf', { a: Math.max(1, current), b: total });
}

function effectLine(run) {
  const effect = run.plan.effect || 'read_only';
  const until = run.expires_at ? t('run.expires', { time: clock(run.expires_at, currentLocale(), store.get().now) }) : '';
  return html`<p class="eff e-${effect}">${icon(effect === 'read_only' ? 'lock' : 'alert')}<span>${nameOf('effect', effect)}</span>${until ? html`<span class="muted">${until}</span>` : nothing}</p>`;
}

function footer(run) {
  const may = (action) => (run.allowed_actions ?? []).includes(action);
  const problems = html`${problemOf(`confirm:${run.id}`)}${problemOf(`cancel:${run.id}`)}${problemOf(`retry:${run.id}`)}`;
  const data = { run: run.id };
  if (store.get().askingCancel === run.id && may('cancel')) return cancelQuestion(run, problems);
  if (run.run_status === 'blocked' && may('answer')) {
    return html`<div class="rc-q">${problems}${questionForm(run, may('cancel') ? cancelButton(run) : nothing)}</div>`;
  }
  const confirm = may('confirm')
    ? actionButton({ action: 'confirm-run', key: `confirm:${run.id}`, cls: 'primary grow', data, label: html`${t('run.confirm')}<kbd>Ctrl+Enter</kbd>` })
    : run.run_status === 'done'
      ? html`<a class="btn grow" href="/runs/${run.id}">${t('run.view')}</a>`
      : html`<span class="muted grow">${hasStarted(run) ? stepWords(run.plan.steps) : nothing}</span>`;
  const retry = may('retry')
    ? actionButton({ action: 'retry-run', key: `retry:${run.id}`, data, label: html`${icon('retry')}${t(run.run_status === 'failed' ? 'run.retry' : 'run.again')}` })
    : nothing;
  if (!may('confirm') && !may('cancel') && !may('retry')) return problems;
  // What the plan may do stays in sight of the button, however long the plan is.
  const effect = run.run_status === 'needs_confirmation' ? effectLine(run) : nothing;
  return html`<footer class="rc-f">${problems}${effect}${confirm}${may('cancel') ? cancelButton(run) : nothing}${retry}</footer>`;
}

function cancelButton(run) {
  const started = run.run_status !== 'needs_confirmation';
  return actionButton({
    action: hasStarted(run) ? 'ask-cancel-run' : 'cancel-run',
    key: `cancel:${run.id}`,
    data: { run: run.id },
    label: html`${hasStarted(run) ? icon('stop') : nothing}${t(started ? 'run.cancelRun' : 'run.cancel')}`,
  });
}

/** Asked in place before work that has begun is stopped. */
function cancelQuestion(run, problems) {
  const busy = isBusy(`cancel:${run.id}`);
  return html`<form class="rc-q" data-form="cancel-run" data-run=${run.id}>${problems}
    <label class="fl"><span>${t('run.cancelAsk')} <em class="muted">${t('field.optional')}</em></span><input type="text" name="reason" autocomplete="off" placeholder=${t('run.cancelReason')}></label>
    <div class="rc-f in"><button class="btn danger grow" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${t('run.cancelSure')}</button>
      <button class="btn" type="button" data-action="keep-run">${t('run.keep')}</button></div></form>`;
}
