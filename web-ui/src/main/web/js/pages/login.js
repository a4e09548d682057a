import { html } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { signIn } from '../core/sign-in.js';
import { store } from '../core/state.js';
import { icon, isBusy, mark, problemNote, problemOf, spinner } from '../ui/components.js';

/** What stands before the workbench. @param {string} phase */
export function page(phase) {
  return { login: loginPage, 'not-approved': notApprovedPage, unreachable: unreachablePage }[phase]?.();
}

/** Signs a person in: a one-time link does it by itself, a token is pasted. */
function loginPage() {
  const busy = isBusy('login');
  return gate(html`<h1>${t('login.title')}</h1><p class="muted">${t('login.text')}</p>
    <form class="stackform" data-form="login"><label class="fl"><span>${t('login.token')}</span>
      <input type="password" name="token" required autocomplete="off" spellcheck="false" placeholder="sf_…"></label>
      ${problemOf('login')}
      <button class="btn primary" type="submit" ?disabled=${busy} aria-busy=${busy ? 'true' : 'false'}>${t('login.submit')}${busy ? spinner() : ''}</button></form>
    <p class="muted small">${t('login.help')} <code>storyforge login-link --data … --user …</code></p>`);
}

/** Says that the person is known but not let in yet. */
function notApprovedPage() {
  return gate(html`<h1>${t('notApproved.title')}</h1><p>${t('notApproved.text')}</p>
    <p class="acts"><button class="btn" type="button" data-action="reload-page">${icon('retry')}${t('notApproved.retry')}</button>
      <button class="btn ghost" type="button" data-action="sign-out">${t('signOut')}</button></p>`);
}

/** Says that the server could not be reached at the start. */
function unreachablePage() {
  const problem = store.get().problems.start;
  return gate(html`<h1>${t('unreachable.title')}</h1>${problem?.code ? problemNote(problem) : html`<p>${t('unreachable.text')}</p>`}
    <p class="acts"><button class="btn primary" type="button" data-action="reload-page">${icon('retry')}${t('retry')}</button></p>`);
}

const gate = (content) => html`<main class="gate" id="main" tabindex="-1"><section class="card gate-c">${mark()}${content}
  <p class="gate-f"><button class="btn ghost" type="button" data-action="switch-language">${t('language.switch')}</button></p></section></main>`;

// A link opened where this page is already shown changes only what comes after the #.
addEventListener('hashchange', () => {
  if (location.pathname === '/login' && location.hash.startsWith('#code=')) location.reload();
});

export const forms = { login: (form) => signIn({ token: String(new FormData(form).get('token') ?? '').trim() }) };
