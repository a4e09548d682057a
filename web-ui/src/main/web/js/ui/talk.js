import { storyforgeFetch } from '../core/api.js';
import { t } from '../core/i18n.js';
import { attempt } from '../core/main-agent.js';
import { drafts, spokenOf } from '../core/session.js';
import { store } from '../core/state.js';
import { MESSAGES, loadOneLinerMessages } from '../core/surfaces.js';
import { beginEarlier } from './oneliner.js';

const TITLE_LENGTH = 24;

/** Makes a session and shows it. */
export async function newSession() {
  const session = await createSession(t('sessions.untitled'));
  if (session) store.set({ sessionId: session.id, messages: [] });
}

/** @param {string} title @returns {Promise<any>} the session, or null when it was not made */
async function createSession(title) {
  const { projectId } = store.get();
  const session = await attempt('session', () =>
    storyforgeFetch('/v2/oneliner/sessions', { method: 'POST', body: { project_id: projectId, title } }),
  );
  // The newest stands first, as in the list of the server.
  if (session) store.set((state) => ({ sessions: [session, ...state.sessions] }));
  return session;
}

/** Sends what stands in the composer, in a first session when there is none. @param {HTMLFormElement} form */
export async function sendMessage(form) {
  const content = String(new FormData(form).get('content') ?? '').trim();
  if (!content || store.get().connection === 'off') return;
  const area = /** @type {HTMLTextAreaElement} */ (form.querySelector('textarea'));
  const screen = spokenOf(store.get());
  const sessionId = store.get().sessionId || (await firstSession(content));
  if (!sessionId) return;
  const path = `/v2/oneliner/sessions/${encodeURIComponent(sessionId)}/messages`;
  const sent = await attempt('message', () => storyforgeFetch(path, { method: 'POST', body: { content, source_screen: screen } }));
  if (!sent) return;
  drafts.write(sessionId, '');
  // What was typed while the message was on its way stays.
  if (area.value.trim() === content) area.value = '';
  await loadOneLinerMessages(sessionId);
}

/** Shows what was said before what is shown, asking the server for what the page does not know. */
export async function showEarlier() {
  const { sessionId, messages, earlierMessages } = store.get();
  if (earlierMessages) {
    const path = `/v2/oneliner/sessions/${encodeURIComponent(sessionId)}/messages`;
    const page = await attempt('earlier', () => storyforgeFetch(`${path}?before=${encodeURIComponent(messages[0].id)}&limit=${MESSAGES}`));
    if (!page || store.get().sessionId !== sessionId) return;
    store.set((state) => ({ messages: [...page.items, ...state.messages], earlierMessages: page.items.length === MESSAGES }));
  }
  beginEarlier();
}

async function firstSession(content) {
  const title = content.length > TITLE_LENGTH ? `${content.slice(0, TITLE_LENGTH)}…` : content;
  const session = await createSession(title.replace(/\s+/g, ' ') || t('sessions.untitled'));
  if (!session) return '';
  store.set({ sessionId: session.id, messages: [] });
  return session.id;
}
