import { storyforgeFetch } from './api.js';
import { attempt } from './main-agent.js';
import { navigate, openWorkbench, switchProject } from './session.js';
import { store } from './state.js';

/** @param {{code: string} | {token: string}} secret */
export async function signIn(secret) {
  const me = await attempt('login', () =>
    storyforgeFetch('/v2/login', { method: 'POST', body: secret, idempotent: false }),
  );
  if (!me) return;
  navigate(store.get().returnTo, { replace: true });
  await openWorkbench(me);
}

/** @param {string} name */
export async function createProject(name) {
  const project = await attempt('project', () => storyforgeFetch('/v2/projects', { method: 'POST', body: { name } }));
  if (!project) return;
  store.set((state) => ({ projects: [...state.projects, project] }));
  await switchProject(project.id);
}
