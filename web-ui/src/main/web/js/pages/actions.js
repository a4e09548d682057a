import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { handoffButton, platformName, problemOf, tag } from '../ui/components.js';
import { icon } from '../ui/icons.js';
import { has, nameOf, t } from '../core/i18n.js';

const SCREEN_ICONS = { dashboard: 'home', strategy: 'compass', governance: 'shieldcheck' };

/** What the action may do at worst, before anyone asks for it. @param {string} effect */
export function effectWords(effect) {
  if (!effect) return nothing;
  const known = has(`effectShort.${effect}`);
  return html`<span class="effect e-${effect}">${icon(effect === 'read_only' ? 'eye' : 'alert')}${known ? t(`effectShort.${effect}`) : effect}</span>`;
}

/**
 * A card that hands one action over.
 *
 * @param {import('../core/sources.js').HandoffButton} button @param {string} [label]
 */
export function actionCard(button, label = t('handoff')) {
  return html`<li class="card act" data-action-card=${button.actionKey}>
    <p class="act-s">${icon(SCREEN_ICONS[button.screen] ?? 'stack')}<span>${nameOf('screen', button.screen)}</span>${tag(platformName(button.platform))}</p>
    <h3>${button.title}</h3><p class="act-d">${button.summary}</p><p class="act-e">${effectWords(button.effect)}</p>
    ${problemOf(`handoff:${button.id}`)}${handoffButton(button, { label, cls: 'soft' })}</li>`;
}

/**
 * Cards in a grid under a heading.
 *
 * @param {string} title @param {readonly import('../core/sources.js').HandoffButton[]} buttons @param {string} [label]
 */
export function actionGrid(title, buttons, label) {
  if (buttons.length === 0) return nothing;
  return html`<section class="grid-c"><header class="sec-h"><h2>${title}</h2></header>
    <ul class="acts-grid">${buttons.map((button) => actionCard(button, label))}</ul></section>`;
}
