// A workbench without a browser, against a server of answers.
import { after, beforeEach } from 'node:test';
import { stopLive } from '../../src/main/web/js/core/live.js';
import { forgetPerson } from '../../src/main/web/js/core/state.js';
import { fakeBrowser, fakeServer } from './fake-server.mjs';

export const RUN = {
  id: 'r1', project_id: 'p1', session_id: 's1', title: 'T', run_status: 'needs_confirmation', created_at: '1', updated_at: '2026-01-01T00:00:01.000Z',
  plan: { goal: 'g', revision: 1, digest: 'd1', effect: 'read_only', steps: [{ id: 's', title: 'Read', status: 'pending' }] },
};
export const page = (...items) => ({ items, next_cursor: '' });
const ROUTES = {
  'GET /v2/me': { id: 'u1', name: 'kris', status: 'approved' },
  'POST /v2/login': { id: 'u1', name: 'kris', status: 'approved' },
  'POST /v2/logout': {},
  'GET /v2/projects': page({ id: 'p1', name: 'One' }, { id: 'p2', name: 'Two' }),
  'GET /v2/projects/p1': { id: 'p1', name: 'One', collections: [] },
  'GET /v2/projects/p2': { id: 'p2', name: 'Two', collections: [] },
  'GET /v2/projects/p1/documents/strategy': page(),
  'GET /v2/projects/p2/documents/strategy': page(),
  'GET /v2/oneliner/runs': page(RUN),
  'GET /v2/oneliner/runs/r1': RUN,
  'GET /v2/oneliner/runs/r1/events': page({ run_id: 'r1', seq: 1, event_type: 'run.created' }),
  'GET /v2/oneliner/handoff-sources': page({ plugin_id: 'x', screen: 'dashboard', actions: [] }),
  'GET /v2/oneliner/sessions': page({ id: 's1', title: 'S' }),
  'GET /v2/oneliner/sessions/s1/messages': page({ id: 'm1', session_id: 's1', role: 'agent', content: 'hello', run_id: '' }),
  'GET /v2/governance/effective': { effective_policy: { a: 1 } },
};

/** Each test of the file begins with a new browser and a new server, which it finds here. */
export function useWorkbench() {
  /** @type {{server: any, browser: any}} */
  const site = { server: null, browser: null };
  beforeEach(() => {
    stopLive();
    forgetPerson();
    site.browser = fakeBrowser();
    site.server = fakeServer(ROUTES);
  });
  // An open stream waits for what it hears next.
  after(stopLive);
  return site;
}
