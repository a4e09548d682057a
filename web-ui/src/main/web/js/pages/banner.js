import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { icon } from '../ui/icons.js';
import { clock } from '../core/format.js';
import { currentLocale, t } from '../core/i18n.js';
import { store } from '../core/state.js';

/** Says that an administrator's rules are in force, while they are. */
export function overrideBanner() {
  const notice = store.get().governance?.active_admin_override_notice ?? {};
  const text = notice.notice || notice.text || notice.message || '';
  if (!text) return nothing;
  return html`<section class="override" aria-label=${t('override.title')}>${icon('shield')}<p><strong>${t('override.title')}</strong><span>${text}</span>
    ${notice.ends_at ? html`<span class="muted">${t('override.until', { time: clock(notice.ends_at, currentLocale()) })}</span>` : nothing}</p><a href="/governance">${t('override.link')}</a></section>`;
}
