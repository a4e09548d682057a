import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { ago, currentLocale, nameOf, t } from '../core/i18n.js';
import { isOpen } from '../core/runs.js';
import { store } from '../core/state.js';

/** How many are listed; the rest is on the page of the runs. */
const LISTED = 10;

/**
 * The runs that are not on the card, one line each.
 *
 * @param {readonly import('../types.js').Run[]} rest @param {readonly string[]} ids the runs when the list was unfolded
 */
export function othersList(rest, ids) {
  const { shown, added } = heldStill(rest, ids);
  return html`${added > 0 ? html`<button class="pill accent newruns" type="button" data-action="show-new-runs">${t('runs.new', { n: added })}</button>` : nothing}
    <ul>${shown.slice(0, LISTED).map(otherRun)}
      ${rest.length > LISTED ? html`<li><a class="lnk" href="/runs">${t('runs.all')}</a></li>` : nothing}</ul>`;
}

/** The rows in the order in which they were unfolded: nothing moves under the pointer. */
function heldStill(rest, ids) {
  const shown = ids.flatMap((id) => rest.find((run) => run.id === id) ?? []);
  return { shown, added: rest.filter((run) => !ids.includes(run.id)).length };
}

function otherRun(run) {
  return html`<li><button class="orun" type="button" data-action="select-run" data-run=${run.id}>
    <span class="dot st-${run.run_status}" aria-hidden="true"></span><span class="orun-t">${run.title}</span>
    <span class="muted">${nameOf('status', run.run_status)}${isOpen(run) ? nothing : html` · ${ago(run.finished_at || run.updated_at, currentLocale(), store.get().now)}`}</span></button></li>`;
}
