import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { storyforgeFetch } from '../core/api.js';
import { clock, currentLocale, has, nameOf, t } from '../core/i18n.js';
import { hasStarted } from '../core/runs.js';
import { store } from '../core/state.js';
import { icon } from './components.js';

/** @typedef {import('../types.js').Run} Run */
/** @typedef {import('../types.js').Explanation} Explanation */

/** What was asked for last, for each run. @type {Map<string, string>} */
const asked = new Map();

/** Why the run waits, in a line: for the card. @param {Run} run */
export function whyLine(run) {
  const why = explanation(run);
  if (!why) return nothing;
  return html`<p class="remark why" data-why=${why.code}>${sentence(why)} ${since(why)}</p>`;
}

/** Why the run stands where it stands, and what would move it: for the page of the run. @param {Run} run */
export function whySection(run) {
  const why = explanation(run);
  if (!why || why.code === 'ended') return nothing;
  const { blocked_by: before } = why;
  return html`<section class="card run-page" aria-labelledby="why-title" data-why=${why.code}><h2 id="why-title">${t('why.title')}</h2>
    <p class="lead">${sentence(why)}</p>
    <dl class="pairs"><div><dt>${t('why.since')}</dt><dd>${time(why.since)}</dd></div>
      ${why.until ? html`<div><dt>${t('why.until')}</dt><dd>${time(why.until)}</dd></div>` : nothing}
      ${why.queue_position > 0 ? html`<div><dt>${t('why.place')}</dt><dd>${why.queue_position}</dd></div>` : nothing}
      ${before.run_id ? html`<div><dt>${t('why.before')}</dt><dd><a class="lnk" href="/runs/${before.run_id}">#${before.number} ${before.title}</a> · ${nameOf('status', before.run_status ?? '')}</dd></div>` : nothing}
      ${why.details.notice ? html`<div><dt>${t('why.notice')}</dt><dd>${why.details.notice}</dd></div>` : nothing}</dl>
    <h3>${t('why.moves')}</h3><ul class="why-moves">${why.moves.map((move) => html`<li data-move=${move}>${icon('right')}${nameOf('why.move', move)}</li>`)}</ul></section>`;
}

/**
 * The explanation in words. A code that this page does not know yet is shown by its name.
 *
 * @param {Explanation} why
 */
function sentence(why) {
  const { code, details, blocked_by: before, waits_for: parties } = why;
  const key = code === 'behind_run' && !before.run_id ? 'behind_hidden' : code === 'stopping' && !details.tool ? 'stopping_now' : code;
  if (!has(`why.${key}`)) return code;
  const { me } = store.get();
  const names = parties.map(({ kind, id, name }) => (kind === 'user' && id === me?.id ? t('why.you') : kind === 'role' ? nameOf('role', name) : name || id)).filter(Boolean);
  return t(`why.${key}`, {
    names: names.join(t('approval.or')),
    run: before.run_id ? `#${before.number} ${before.title}` : '',
    stands: before.code ? nameOf('why.before', before.code) : '',
    step: details.step_title ?? '',
    tool: details.tool ?? '',
    layer: details.layer ?? '',
    rules: (details.rules ?? []).join(', '),
  });
}

const since = (why) => html`<span class="muted">${t('why.sinceTime', { time: clock(why.since, currentLocale(), store.get().now) })}</span>`;
const time = (at) => html`<time datetime=${at}>${clock(at, currentLocale(), store.get().now)}</time>`;

/** @param {Run} run @returns {Explanation | null} */
function explanation(run) {
  const version = versionOf(run);
  if (asked.get(run.id) !== version) {
    asked.set(run.id, version);
    queueMicrotask(() => void ask(run, version));
  }
  const kept = store.get().pageData[`why/${run.id}`];
  return kept?.about === aboutOf(run) ? kept.value : null;
}

/** The words for one state or question are never shown with another. @param {Run} run */
const aboutOf = ({ run_status: status, question }) => `${status} ${question?.id ?? ''}`;

/** What a run waits for changes with itself, with its place in line, and with the run that is before it. @param {Run} run */
function versionOf(run) {
  const lane = store.get().onelinerRuns.filter((other) => hasStarted(other) && other.project_id === run.project_id);
  return [run.run_status, run.updated_at, run.queue_position ?? 0, ...lane.map((other) => `${other.id}=${other.run_status}`)].join(' ');
}

/** @param {Run} run @param {string} version */
async function ask(run, version) {
  const { id: runId } = run;
  const keep = (value) => {
    if (asked.get(runId) === version) store.set(({ pageData }) => ({ pageData: { ...pageData, [`why/${runId}`]: { about: aboutOf(run), value } } }));
  };
  try {
    keep(await storyforgeFetch(`/v2/oneliner/runs/${encodeURIComponent(runId)}/explain`));
  } catch {
    // The reason is asked for again with the next change of the run; what is known of the run is shown all the same.
    keep(null);
  }
}
