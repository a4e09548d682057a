import { html, nothing, svg } from '../../vendor/lit-html/lit-html.js';
import { linePoints, pathOf, stackedBars } from './figures.js';

const WIDTH = 264;
const HEIGHT = 96;

/**
 * A line over days with the mean before as a dashed line.
 *
 * @param {{values: readonly (number | null)[], mean: number | null, labels: readonly string[], text: string, bad: boolean}} chart
 *   `text` says the same in words; `bad` marks the last point
 */
export function sparkline({ values, mean, labels, text, bad }) {
  const { points, x, y } = linePoints(values, { width: WIDTH, height: HEIGHT, pad: 8, also: mean === null ? [] : [mean] });
  const there = points.filter((point) => point !== null);
  const line = pathOf(points);
  const last = points.at(-1);
  const whole = there.length === points.length && there.length > 1;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT + 18}" role="img" aria-label=${text}>
    ${whole ? svg`<path class="area" d="${line}L${there.at(-1).x} ${HEIGHT}L${there[0].x} ${HEIGHT}Z"></path>` : nothing}
    ${mean === null ? nothing : svg`<path class="mean" d="M8 ${y(mean)}H${WIDTH - 8}"></path>`}
    <path class="line" d=${line}></path>${last ? svg`<circle class="pt ${bad ? 'bad' : ''}" cx=${last.x} cy=${last.y} r="4"></circle>` : nothing}
    ${labels.map((label, index) => svg`<text x=${x(index)} y=${HEIGHT + 14} text-anchor=${index === 0 ? 'start' : index === labels.length - 1 ? 'end' : 'middle'}>${label}</text>`)}</svg>`;
}

/**
 * Stacked bars; the parts are told apart by their class b1, b2, …
 *
 * @param {readonly (readonly number[])[]} stacks @param {readonly string[]} labels @param {string} text
 */
export function barChart(stacks, labels, text) {
  const width = 210;
  const height = 84;
  const each = width / Math.max(1, stacks.length);
  return html`<svg class="bars" viewBox="0 0 ${width} ${height + 16}" role="img" aria-label=${text}>
    <path class="ground" d="M0 ${height}H${width}"></path>
    ${stackedBars(stacks, { width, height }).map((bar) => svg`<rect class="b${bar.part + 1}" x=${bar.x} y=${bar.y} width=${bar.width} height=${bar.height} rx="2"></rect>`)}
    ${labels.map((label, index) => svg`<text x=${each * index + each / 2 - 2} y=${height + 13} text-anchor="middle">${label}</text>`)}</svg>`;
}

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
