import { marked } from '../../vendor/marked/lib/marked.esm.js';
import { html } from '../../vendor/lit-html/lit-html.js';
import { currentLocale, t } from '../core/i18n.js';
import { treeOf } from '../core/markdown.js';

/** Messages do not change; what was read once is drawn again from here. */
const KEPT = 200;
/** @type {Map<string, unknown>} */
const read = new Map();

/**
 * A message of the agent with its markdown drawn; never as HTML, only as templates.
 *
 * @param {string} id of the message @param {string} text
 */
export function markdown(id, text) {
  // With the language: parts have names for those who do not see them.
  const key = `${id} ${text.length} ${currentLocale()}`;
  if (!read.has(key)) {
    if (read.size >= KEPT) read.delete(read.keys().next().value ?? '');
    read.set(key, treeOf(text, (source) => marked.lexer(source, { gfm: true })).map(draw));
  }
  return read.get(key);
}

/** @param {import('../core/markdown.js').Node} node */
function draw(node) {
  if (typeof node === 'string') return node;
  const inner = node.children.map(draw);
  switch (node.tag) {
    // Headings of a message stand below those of the window.
    case 'h': return (node.level ?? 1) < 3 ? html`<h4>${inner}</h4>` : html`<h5>${inner}</h5>`;
    case 'p': return html`<p>${inner}</p>`;
    case 'pre': return html`<pre tabindex="0"><code>${inner}</code></pre>`;
    case 'code': return html`<code>${inner}</code>`;
    case 'blockquote': return html`<blockquote>${inner}</blockquote>`;
    case 'hr': return html`<hr>`;
    case 'br': return html`<br>`;
    case 'strong': return html`<strong>${inner}</strong>`;
    case 'em': return html`<em class="emph">${inner}</em>`;
    case 'del': return html`<del>${inner}</del>`;
    case 'ul': return html`<ul>${inner}</ul>`;
    case 'ol': return html`<ol start=${node.start ?? 1}>${inner}</ol>`;
    case 'li': return html`<li>${node.checked === undefined ? '' : html`<span class="task" role="img" aria-label=${t(node.checked ? 'value.yes' : 'value.no')}>${node.checked ? '☑' : '☐'}</span> `}${inner}</li>`;
    case 'a': return link(node.href ?? '', inner);
    case 'table': return table(/** @type {any[]} */ (node.children));
    default: return inner;
  }
}

function link(href, inner) {
  return href.startsWith('/') || href.startsWith('#')
    ? html`<a class="inl" href=${href}>${inner}</a>`
    : html`<a class="inl" href=${href} target="_blank" rel="noopener noreferrer">${inner}</a>`;
}

/** @param {any[]} rows the first is the head */
function table([head, ...rows]) {
  const side = (cell) => (cell.align === 'right' ? 'num' : '');
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('run.result')}><table><thead><tr>${head.children.map((cell) => html`<th scope="col" class=${side(cell)}>${cell.children.map(draw)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.children.map((cell) => html`<td class=${side(cell)}>${cell.children.map(draw)}</td>`)}</tr>`)}</tbody></table></div>`;
}
