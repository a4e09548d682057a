import { html, nothing, render } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { buttonsOf } from '../core/main-agent.js';
import { store } from '../core/state.js';
import { PATHS, icon, isBusy, isOffline, platformName, problemOf, screenName, spinner, statusPill } from '../ui/components.js';
import '../ui/more-icons.js';

const PAGES = [
  ['dashboard', '/', 'home'], ['strategy', '/strategy', 'compass'], ['governance', '/governance', 'shieldcheck'], ['runs', '/runs', 'runs'],
  ['import', '/import', 'upload'], ['plugins', '/admin/plugins', 'plug'], ['policies', '/admin/policies', 'gear'],
];
const OWN = new Set(['dashboard', 'strategy', 'governance']);
const MOST_RUNS = 8;

/** @type {HTMLDialogElement | null} */
let dialog = null;
/** What is looked for. */
let asked = '';
/** The button whose hand-off is under way: how it ends is told here. */
let pressed = '';

/** Opens the list of everywhere one can go to, with a field that narrows it. */
export function openJump() {
  if (dialog?.open) return;
  dialog ??= document.body.appendChild(document.createElement('dialog'));
  const shown = dialog;
  dialog.className = 'jump';
  dialog.setAttribute('aria-label', t('jump.open'));
  dialog.onclick = (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest('[data-button]'));
    pressed = button?.dataset.button ?? '';
    if (!button && (target === shown || target.closest('a, [data-action]'))) shown.close();
  };
  dialog.onkeydown = move;
  pressed = '';
  draw('');
  dialog.showModal();
  // On a phone the field would open the keyboard over the list.
  const first = matchMedia('(pointer: coarse)').matches ? 'a' : 'input';
  /** @type {HTMLElement | null} */ (dialog.querySelector(first))?.focus();
}

/** A hand-off that made a run leaves the list; one that was refused says why, in it. */
store.subscribe(({ busy, problems }) => {
  if (!dialog?.open || !pressed) return;
  const key = `handoff:${pressed}`;
  if (!busy[key]) pressed = '';
  if (!busy[key] && !problems[key]) {
    dialog.close();
    return;
  }
  draw(asked);
  dialog.querySelector('.problem')?.scrollIntoView({ block: 'nearest' });
});

function draw(words) {
  asked = words;
  const { onelinerRuns, sources, projects, projectId } = store.get();
  const wanted = (...texts) => words.toLowerCase().split(/\s+/).every((word) => texts.join(' ').toLowerCase().includes(word));
  const pages = PAGES.map(([page, path, sign]) => ({ name: t(`nav.${page}`), path, sign }));
  const screens = sources.filter(({ screen }) => !OWN.has(screen)).map((source) => ({ name: screenName(source.screen), path: `/x/${source.plugin_id}/${source.screen}`, sign: source.icon in PATHS ? source.icon : 'stack' }));
  const places = [...pages, ...screens].filter(({ name, path }) => wanted(name, path));
  const actions = buttonsOf(sources, ({ slot }) => slot.startsWith('dashboard.')).filter(({ title, summary }) => wanted(title, summary));
  const runs = onelinerRuns.filter((run) => wanted(run.title, `#${run.number}`)).slice(0, MOST_RUNS);
  const others = projects.length > 1 ? projects.filter((project) => project.id !== projectId && wanted(project.name)) : [];
  const nothingFound = places.length + actions.length + runs.length + others.length === 0;
  render(html`<div class="jump-h">${icon('search')}<input type="text" aria-label=${t('jump.open')} placeholder=${t('jump.open')} autocomplete="off" spellcheck="false" .value=${words} @input=${(event) => draw(event.target.value)}>
      <button class="ib" type="button" aria-label=${t('keys.close')} @click=${() => dialog?.close()}>${icon('x')}</button></div>
    <div class="jump-l">${group('jump.pages', places.map(({ name, path, sign }) => html`<a href=${path}>${icon(sign)}<span>${name}</span></a>`))}
      ${group('jump.actions', actions.map((button) => html`<button type="button" data-action="handoff-to-main-agent" data-button=${button.id} ?disabled=${isOffline() || isBusy(`handoff:${button.id}`)} aria-busy=${isBusy(`handoff:${button.id}`) ? 'true' : nothing}>${icon('handoff')}<span>${t('handoff')}: ${button.title}</span><small>${platformName(button.platform)}</small>${isBusy(`handoff:${button.id}`) ? spinner() : nothing}</button>${problemOf(`handoff:${button.id}`)}`))}
      ${group('runs.recent', runs.map((run) => html`<a href="/runs/${run.id}">${icon('runs')}<span>${run.title} <small>#${run.number}</small></span>${statusPill(run.run_status)}</a>`))}
      ${group('project.switch', others.map((project) => html`<button type="button" data-action="switch-project" data-project=${project.id}>${icon('stack')}<span>${project.name}</span></button>`))}
      ${nothingFound ? html`<p class="muted" role="status">${t('jump.nothing')}</p>` : nothing}</div>`, /** @type {HTMLElement} */ (dialog));
}

const group = (key, items) => (items.length === 0 ? nothing : html`<section><h2>${t(key)}</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></section>`);

/** @param {KeyboardEvent} event */
function move(event) {
  const items = [.../** @type {NodeListOf<HTMLElement>} */ (dialog?.querySelectorAll('.jump-l a, .jump-l button') ?? [])];
  const here = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    items[Math.max(0, Math.min(items.length - 1, here + (event.key === 'ArrowDown' ? 1 : -1)))]?.focus();
  } else if (event.key === 'Enter' && here < 0 && !event.isComposing && /** @type {Element} */ (event.target).matches('input')) {
    event.preventDefault();
    items[0]?.click();
  }
}
