import { storyforgeFetch } from '../core/api.js';
import { t } from '../core/i18n.js';
import { answerMainAgentRun, attempt } from '../core/main-agent.js';
import { drafts } from '../core/preferences.js';
import { answerFrom } from '../core/schema-form.js';
import { createProject, importDocuments, signIn } from '../core/session.js';
import { store } from '../core/state.js';
import { loadOneLinerMessages } from '../core/surfaces.js';
import { cancelRun, createSession } from './click-actions.js';
import { savePlan } from './edit-actions.js';
import { focusRuns } from './focus.js';

const TITLE_LENGTH = 24;

/** What sending a form does, by `data-form`. @type {Record<string, (form: HTMLFormElement) => unknown>} */
export const formActions = {
  login: (form) => signIn({ token: text(form, 'token') }),
  project: (form) => createProject(text(form, 'name')),
  import: (form) => {
    const file = new FormData(form).get('file');
    return file instanceof File ? importDocuments(text(form, 'collection'), file) : undefined;
  },
  message: (form) => sendMessage(form),
  plan: () => savePlan(),
  answer: (form) => sendAnswer(form),
  'cancel-run': (form) => cancelRun(form.dataset.run, text(form, 'reason')),
};

const text = (form, name) => String(new FormData(form).get(name) ?? '').trim();

async function sendMessage(form) {
  const content = text(form, 'content');
  if (!content || store.get().connection === 'off') return;
  const area = form.querySelector('textarea');
  const sessionId = store.get().sessionId || (await firstSession(content));
  if (!sessionId) return;
  const path = `/v2/oneliner/sessions/${encodeURIComponent(sessionId)}/messages`;
  const sent = await attempt('message', () => storyforgeFetch(path, { method: 'POST', body: { content } }));
  if (!sent) return;
  drafts.write(sessionId, '');
  // What was typed while the message was on its way stays.
  if (area.value.trim() === content) area.value = '';
  await loadOneLinerMessages(sessionId);
}

async function firstSession(content) {
  const title = content.length > TITLE_LENGTH ? `${content.slice(0, TITLE_LENGTH)}…` : content;
  const session = await createSession(title.replace(/\s+/g, ' ') || t('sessions.untitled'));
  if (!session) return '';
  store.set({ sessionId: session.id, messages: [] });
  return session.id;
}

async function sendAnswer(form) {
  const runId = form.dataset.run;
  const question = store.get().onelinerRunDetails[runId]?.question ?? {};
  const data = new FormData(form);
  const { answer, missing, wrong } = answerFrom(question.input_schema, (name) => /** @type {string | null} */ (data.get(name)));
  store.set((state) => ({ problems: withFieldProblems(state.problems, runId, missing, wrong) }));
  if (missing.length > 0 || wrong.length > 0) {
    form.querySelector(`[name="${CSS.escape(missing[0] ?? wrong[0])}"]`)?.focus();
    return;
  }
  if (await attempt(`answer:${runId}`, () => answerMainAgentRun(runId, answer))) focusRuns();
}

function withFieldProblems(problems, runId, missing, wrong) {
  const others = Object.entries(problems).filter(([key]) => !key.startsWith(`field:${runId}/`));
  const own = [
    ...missing.map((name) => [`field:${runId}/${name}`, 'field.missing']),
    ...wrong.map((name) => [`field:${runId}/${name}`, 'field.wrong']),
  ];
  return Object.fromEntries([...others, ...own]);
}
