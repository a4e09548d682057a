import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { between, clock, currentLocale, duration, nameOf, stopwatch, t } from '../core/i18n.js';
import { hasStarted, lastEvents, progress } from '../core/runs.js';
import { store } from '../core/state.js';
import { actionButton, commandKey, icon, isOffline, part, platformName, problemOf, screenName, skeleton } from './components.js';

/** @typedef {import('../types.js').Run} Run */

const SOON_MILLIS = 15 * 60 * 1000;

/** How each status looks: colour of the head, colour of the frame, its mark. */
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
 * @param {Run} row the run, as a row of the list or in full
 */
export function runCard(row) {
  const state = store.get();
  const run = state.onelinerRunDetails[row.id] ?? row;
  const editing = state.editing?.runId === run.id && run.run_status === 'needs_confirmation';
  const look = LOOKS[run.run_status] ?? OVER;
  const others = run.run_status === 'needs_confirmation' && run.confirm_by?.length && run.user_id === state.me?.id;
  return html`<article class="oneliner-run-card k-${look.card} ${isOffline() ? 'paused' : ''}" aria-label=${run.title}
      data-run=${run.id} data-status=${run.run_status} data-state=${editing ? 'editing' : run.run_status}>
    <header class="rc-h k-${look.colour}">${editing ? icon('pencil') : look.mark()}<strong>${editing ? t('edit.title') : nameOf('card', others ? 'others' : run.run_status)}</strong><span class="rc-r">${corner(run, state.now)}</span></header>
    <div class="rc-b">${heading(run)}${editing ? nothing : run.plan ? body(run) : skeleton()}</div>
    ${editing ? (part('edit')?.planForm(run) ?? skeleton()) : run.plan ? footer(run) : nothing}</article>`;
}

const heading = (run) => html`<h3 class="oneliner-run-title" lang=${run.language}>${run.title}</h3>
  <p class="oneliner-run-summary"><span class="said" lang=${run.language}>${run.summary}</span><span class="src">${t('run.from')} ${screenName(run.source_screen)}${run.platform ? html` · ${platformName(run.platform)}` : nothing}</span></p>`;

function corner(run, now) {
  if (run.run_status === 'queued' && run.queue_position > 0) return t('run.ahead', { n: run.queue_position });
  if (run.run_status === 'running' && run.started_at) {
    return html`<span class="sr">${t('run.elapsed')}</span><time>${stopwatch(now - Date.parse(run.started_at))}</time>`;
  }
  const waited = now - Date.parse(run.updated_at);
  if (run.run_status === 'blocked' && waited >= 60_000) return t('run.waited', { time: duration(Math.floor(waited / 60_000) * 60_000) });
  const took = between(run.started_at, run.finished_at);
  if (run.run_status === 'done' && took >= 0) return t('run.took', { time: duration(took) });
  return run.number ? `#${run.number}` : nothing;
}

function body(run) {
  const steps = run.plan.steps ?? [];
  switch (run.run_status) {
    case 'needs_confirmation':
      return html`<div class="plan-h"><span>${t('plan.title')}</span><span class="muted">${t('plan.steps', { n: steps.length })}</span>${editLink(run)}</div>
        ${planChange(run)}${run.plan.goal && run.plan.goal !== run.title ? html`<p class="remark">${run.plan.goal}</p>` : nothing}
        ${stepList(steps, run.run_status, store.get().planChanges[run.id]?.steps)}`;
    case 'queued':
      return html`${part('why')?.whyLine(run)}<p class="remark">${t('run.queuedText')}</p>`;
    case 'blocked':
      return html`${progressBar(steps)}<p class="remark where">${stepWords(steps)} · ${steps[Math.max(0, progress(steps).current - 1)]?.title}</p>
        ${part('why')?.whyLine(run)}${run.question?.input_schema ? nothing : html`<p class="remark">${run.blocked_reason}</p>`}`;
    case 'done':
      return part('result')?.runResult(run.result) ?? html`<p class="remark ok">${run.result?.summary || t('run.doneWithoutSummary')}</p>`;
    case 'failed':
      return html`<p class="remark bad">${run.result?.summary || run.status_summary || t('run.failedText')}</p>${stepList(steps, run.run_status)}`;
    case 'running':
    case 'cancelling':
      return html`${progressBar(steps)}${stepList(steps, run.run_status)}`;
    default:
      return html`<p class="remark">${ending(run)}</p>`;
  }
}

/** Who ended a run and why, where that is known. @param {Run} run */
export function ending(run) {
  const { cancelled_by: by, cancelled_by_name: name, cancel_reason: reason } = run;
  if (run.run_status !== 'cancelled' || !by) return run.status_summary || nameOf('status', run.run_status);
  const who = by === store.get().me?.id ? t('run.cancelledByYou') : t('run.cancelledBy', { name: name || by });
  return reason ? `${who} ${t('run.because', { reason })}` : who;
}

function editLink(run) {
  if (!(run.allowed_actions ?? []).includes('edit')) return nothing;
  return html`<button class="lnk" type="button" data-action="edit-plan" data-run=${run.id} ?disabled=${isOffline()}>${icon('pencil')}${t('edit.title')}</button>`;
}

/** Says that the plan is not the one that was shown before; the steps themselves are marked. */
function planChange(run) {
  const change = store.get().planChanges[run.id];
  if (!change) return nothing;
  return html`<p class="remark changed" role="status">${icon('alert')}<span>${t('plan.changed', { n: change.steps.length })}${change.removed > 0 ? ` ${t('plan.removed', { n: change.removed })}` : nothing}</span></p>`;
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

/** What the plan may do, until when it may be confirmed, and what an administrator laid over it. */
function effectLine(run) {
  const effect = run.plan.effect || 'read_only';
  return html`<p class="eff e-${effect}">${icon(effect === 'read_only' ? 'lock' : 'alert')}<span>${nameOf('effect', effect)}</span><a class="lnk quiet" href="/runs/${run.id}#snapshot-title">${t('governance.snapshot')}</a>${expiry(run)}${run.expires_at ? part('policy')?.extendButton(run) : nothing}</p>`;
}

function expiry(run) {
  if (!run.expires_at) return nothing;
  const { now } = store.get();
  const left = Date.parse(run.expires_at) - now;
  const soon = left < SOON_MILLIS;
  const words = soon
    ? t('run.expiresIn', { n: Math.max(1, Math.floor(left / 60_000)) })
    : t('run.expires', { time: clock(run.expires_at, currentLocale(), now) });
  return html`<time class=${soon ? 'soon' : 'muted'} datetime=${run.expires_at}>${words}</time>`;
}

/** Whether the policy has something to say about the run. */
function governed(run) {
  return run.policy_drift?.changes.length > 0 || run.confirm_by?.length > 0 || run.expires_at || store.get().governance?.active_admin_override_notice?.notice;
}

function footer(run) {
  const may = (action) => (run.allowed_actions ?? []).includes(action);
  const problems = html`${problemOf(`confirm:${run.id}`)}${problemOf(`cancel:${run.id}`)}${problemOf(`retry:${run.id}`)}`;
  if (store.get().askingCancel === run.id && may('cancel')) return part('question')?.cancelQuestion(run, problems) ?? nothing;
  const cancel = may('cancel') ? cancelButton(run) : nothing;
  if (run.run_status === 'blocked' && may('answer')) {
    const form = part('question');
    return html`<div class="rc-q">${problems}${form ? form.questionForm(run, cancel) : html`<p class="remark">${run.question?.prompt || run.blocked_reason}</p>`}</div>`;
  }
  const waits = run.run_status === 'needs_confirmation';
  const rules = governed(run) ? part('policy')?.policyLines(run) : nothing;
  if (!may('confirm') && !may('cancel') && !may('retry')) return html`${rules}${problems}`;
  const retry = may('retry')
    ? actionButton({ action: 'retry-run', key: `retry:${run.id}`, data: { run: run.id }, label: html`${icon('retry')}${t(run.run_status === 'failed' ? 'run.retry' : 'run.again')}` })
    : nothing;
  // What the plan may do stays in sight of the button, however long the plan is.
  return html`<footer class="rc-f">${problems}${rules}${waits ? effectLine(run) : nothing}${firstButton(run, may('confirm'))}${cancel}${retry}</footer>`;
}

function firstButton(run, mayConfirm) {
  if (mayConfirm) {
    return actionButton({ action: 'confirm-run', key: `confirm:${run.id}`, cls: 'primary grow', data: { run: run.id }, label: html`${t('run.confirm')}<kbd>${commandKey()}+Enter</kbd>` });
  }
  if (run.run_status === 'done' || run.run_status === 'failed') {
    return html`<a class="btn grow" href="/runs/${run.id}">${t(run.run_status === 'done' ? 'run.view' : 'run.details')}</a>`;
  }
  return html`<span class="muted grow">${hasStarted(run) ? stepWords(run.plan.steps) : nothing}</span>`;
}

function cancelButton(run) {
  const waits = run.run_status === 'needs_confirmation';
  return actionButton({
    action: hasStarted(run) ? 'ask-cancel-run' : 'cancel-run',
    key: `cancel:${run.id}`,
    data: { run: run.id },
    label: html`${hasStarted(run) ? icon('stop') : nothing}${t(waits ? 'run.cancel' : 'run.cancelRun')}`,
  });
}

const MARKS = { done: 'check', failed: 'x', skipped: 'minus' };

/**
 * The plan's steps, ticking while the run moves.
 *
 * @param {readonly import('../types.js').Step[]} steps @param {string} runStatus
 * @param {readonly number[]} [changed] places of the steps to mark as new
 * @param {(step: import('../types.js').Step) => unknown} [left] what is shown under a step
 */
export function stepList(steps, runStatus, changed = [], left = () => nothing) {
  return html`<ol class="steps">${steps.map((step, index) => stepItem(step, index, runStatus, changed.includes(index), left(step)))}</ol>`;
}

function stepItem(step, index, runStatus, isNew, under) {
  const asking = runStatus === 'blocked' && step.status === 'running';
  const look = asking ? 'blocked' : step.status === 'pending' && runStatus !== 'needs_confirmation' ? 'wait' : step.status;
  return html`<li class="step ${look} ${isNew ? 'new' : ''}" data-step=${step.id} data-status=${step.status} aria-current=${step.status === 'running' ? 'step' : nothing}>
    <span class="sn" aria-hidden="true">${stepMark(look, index)}</span>
    <span class="sx"><span>${step.title}${isNew ? html` <b class="tag mark-new">${t('plan.new')}</b>` : nothing}</span>${step.detail ? html`<small>${step.detail}</small>` : nothing}${under}</span>
    ${stepTime(step)}<span class="sr st">${nameOf('step', step.status)}</span></li>`;
}

function stepMark(look, index) {
  if (look === 'running') return html`<i class="spin"></i>`;
  if (look === 'blocked') return icon('question');
  return MARKS[look] ? icon(MARKS[look]) : index + 1;
}

function stepTime(step) {
  if (!step.started_at) return nothing;
  const millis = step.finished_at
    ? between(step.started_at, step.finished_at)
    : store.get().now - Date.parse(step.started_at);
  return millis < 1000 ? nothing : html`<span class="tm">${stopwatch(millis)}</span>`;
}

/**
 * The last three events of the run on the card.
 *
 * @param {readonly import('../types.js').RunEvent[]} primaryRunEvents
 */
export function renderOneLinerRunEventChips(primaryRunEvents) {
  const { shown, before } = lastEvents(primaryRunEvents);
  if (shown.length === 0) return nothing;
  const runId = shown[0].run_id;
  return html`<ul class="chips" aria-label=${t('events.title')}>
    ${before > 0 ? html`<li class="n"><a href="/runs/${runId}"><span class="sr">${t('events.all')} </span>+${before}</a></li>` : nothing}
    ${shown.map(
      (event, index) => html`<li class=${index === shown.length - 1 ? 'last' : ''} title=${event.summary || nothing}>
        <span>${nameOf('event', event.event_type)}</span><time datetime=${event.created_at}>${clock(event.created_at, currentLocale(), store.get().now)}</time></li>`,
    )}</ul>`;
}
