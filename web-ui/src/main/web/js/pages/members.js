import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { fetchAll, storyforgeFetch } from '../core/api.js';
import { nameOf, t } from '../core/i18n.js';
import { attempt } from '../core/main-agent.js';
import { store } from '../core/state.js';
import { icon, isBusy, isOffline, problemOf, spinner } from '../ui/components.js';
import { AUDIT } from './audit-log.js';
import { forget, resource, staleNote } from './pages.js';

/** The people of the project, and the form that adds one for who may. */
export function membersCard() {
  const { projectId, projects, me } = store.get();
  if (!projectId) return nothing;
  const key = `members/${projectId}`;
  const path = `/v2/projects/${encodeURIComponent(projectId)}/members`;
  const found = resource(key, () => fetchAll(path));
  const mayAdd = me?.role === 'admin' || (found.value ?? []).some((member) => member.user_id === me?.id && member.role === 'owner');
  const busy = isBusy('member');
  return html`<section class="card run-page" aria-labelledby="members-title"><h2 id="members-title">${t('members.title', { project: projects.find((one) => one.id === projectId)?.name ?? '' })}</h2>${staleNote(key, found)}
    ${(found.value ?? []).length === 0 ? html`<p class="muted">${t(found.value ? 'members.none' : 'loading')}</p>`
      : html`<table class="plain"><thead><tr><th scope="col">${t('members.user')}</th><th scope="col">${t('members.role')}</th></tr></thead>
      <tbody>${found.value.map((member) => html`<tr><th scope="row">${member.user}</th><td>${nameOf('members.role', member.role)}</td></tr>`)}</tbody></table>`}
    ${mayAdd ? html`<form class="stackform wide" data-form="member"><div class="cols"><label class="fl"><span>${t('members.user')}</span><input type="text" name="user" required autocomplete="off" spellcheck="false" aria-describedby="member-problem"></label>
      <label class="fl"><span>${t('members.role')}</span><select name="role">${['member', 'owner'].map((role) => html`<option value=${role}>${nameOf('members.role', role)}</option>`)}</select></label></div>
      <div id="member-problem">${problemOf('member')}</div><p class="acts"><button class="btn" type="submit" ?disabled=${busy || isOffline()} aria-busy=${busy ? 'true' : nothing}>${icon('plus')}${t('members.add')}${busy ? spinner() : nothing}</button></p></form>` : nothing}</section>`;
}

export const memberForms = {
  member: async (form) => {
    const { projectId } = store.get();
    const data = new FormData(form);
    const body = { user: String(data.get('user')).trim(), role: String(data.get('role')) };
    if (!(await attempt('member', () => storyforgeFetch(`/v2/projects/${encodeURIComponent(projectId)}/members`, { method: 'POST', body })))) return;
    form.reset();
    forget(`members/${projectId}`);
    forget(AUDIT);
  },
};
