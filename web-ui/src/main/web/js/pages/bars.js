import { html, nothing } from '../../vendor/lit-html/lit-html.js';

/**
 * Horizontal bars, one row for each label; a second series lies under the first.
 *
 * @param {{labels: readonly string[], series: readonly {name: string, values: readonly number[]}[]}} chart
 * @param {(value: number) => string} words
 */
export function rowBars({ labels, series }, words) {
  const most = Math.max(...series.flatMap(({ values }) => values), 0) || 1;
  return html`<div class="rowbars"><ul class="legend">${series.map(({ name }, index) => html`<li class="l${index + 4}">${name}</li>`)}</ul>
    <dl>${labels.map((label, row) => html`<div><dt title=${label}>${label}</dt><dd>${series.map(({ name, values }, index) => html`<span class="rb">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" width="100" height="8"></rect><rect class="b${index + 4}" width=${(values[row] / most) * 100} height="8"></rect></svg>
      <span class="num">${series.length > 1 ? html`<span class="sr">${name} </span>` : nothing}${words(values[row])}</span></span>`)}</dd></div>`)}</dl></div>`;
}
