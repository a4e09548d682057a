import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { cell } from '../core/cell.js';
import { currentLocale, t } from '../core/i18n.js';

/** How many characters of a column need room, so that it does not become a tower of short lines. */
export const LONG = 14;

/** What came out of a run: its summary and its tables. @param {Record<string, any> | undefined} result */
export function runResult(result) {
  const tables = Array.isArray(result?.tables) ? result.tables : [];
  return html`<div class="result" data-role="run-result"><p class="remark ok">${result?.summary || t('run.doneWithoutSummary')}</p>${tables.map(resultTable)}</div>`;
}

function resultTable(table) {
  const rows = Array.isArray(table.rows) ? table.rows : [];
  const columns = table.columns ?? [];
  const isNumeric = (index) => rows.length > 0 && rows.every((row) => typeof row[index] === 'number' || row[index] === null);
  const isLong = (index) => rows.some((row) => String(row[index] ?? '').length > LONG);
  const look = columns.map((_, index) => (isNumeric(index) ? 'num' : isLong(index) ? 'long' : ''));
  return html`<figure class="rtable"><figcaption>${table.title}<span class="muted">${t('table.rows', { n: rows.length })}</span></figcaption>
    <div class="scroll" tabindex="0" role="group" aria-label=${table.title || t('run.result')}><table>
      <thead><tr>${columns.map((column, index) => html`<th scope="col" class=${look[index] === 'num' ? 'num' : ''}>${column}</th>`)}</tr></thead>
      <tbody>${rows.map((row) => html`<tr>${row.map((value, index) => html`<td class=${look[index] ?? ''}>${cell(value, currentLocale())}</td>`)}</tr>`)}</tbody>
    </table></div>${rows.length === 0 ? html`<p class="muted">${t('table.empty')}</p>` : nothing}</figure>`;
}
