import { createStore } from './store.js';

/**
 * @typedef {object} Step
 * @property {string} id @property {string} title @property {string} status @property {string} detail
 * @property {string} started_at @property {string} finished_at
 */
/**
 * @typedef {object} Run a row of the list; a full run has `plan`, `result`, `question` and `allowed_actions` as well
 * @property {string} id @property {number} number @property {string} title @property {string} summary
 * @property {string} run_status @property {string} session_id @property {string} project_id
 * @property {string} source_screen @property {string} platform @property {string} blocked_reason
 * @property {string} created_at @property {string} updated_at @property {string} started_at
 * @property {string} finished_at
 * @property {{goal: string, revision: number, digest: string, effect: string, steps: Step[]}} [plan]
 * @property {Record<string, any>} [result] @property {Record<string, any>} [question]
 * @property {Record<string, any>} [governance_snapshot] @property {string[]} [allowed_actions]
 * @property {number} [queue_position] @property {string} [expires_at]
 */

/**
 * @typedef {object} RunEvent
 * @property {string} run_id @property {number} seq counts from 1 in each run @property {string} event_type
 * @property {string} summary @property {Record<string, any>} details @property {string} created_at
 */

const initial = {
  /** starting, login, not-approved, ready, unreachable */
  phase: 'starting',
  path: '/',
  search: '',
  returnTo: '/',
  me: null,
  locale: 'zh-CN',
  theme: '',
  projects: [],
  projectId: '',
  project: null,
  /** The strategy documents of the project: one for each platform. */
  strategies: [],
  sources: [],
  governance: null,

  onelinerRuns: [],
  selectedOnelinerRunId: "",
  onelinerRunEvents: [],
  /** Full runs by id: rows of the list carry no plan. */
  onelinerRunDetails: {},
  /** loading, ready, error */
  runsPhase: 'loading',
  runsProblem: null,

  sessions: [],
  sessionId: '',
  messages: [],
  messagesProblem: null,

  windowOpen: true,
  narrow: false,
  /** The run whose cancellation is being asked for in place. */
  askingCancel: '',
  /** The plan that is being changed, null while none is. @type {import('./plan-edit.js').PlanEdit | null} */
  editing: null,
  /** What a page loaded for itself, by its own key. @type {Record<string, any>} */
  pageData: {},
  /** How many pages have their code; moves when one more came. */
  pagesLoaded: 0,
  /** What is under way and what went wrong, by the key of the button that was pressed. */
  busy: {},
  problems: {},

  /** connecting, live, off */
  connection: 'connecting',
  retryAt: 0,
  /** Moves once a second while something on the screen counts time. */
  now: Date.now(),
};

export const store = createStore(initial);

let drawn = store.get();

/**
 * Keeps the snapshot that is on the screen: a decision is about what the person saw, not about what arrived since.
 *
 * @param {ReturnType<typeof store.get>} snapshot
 */
export function markShown(snapshot) {
  drawn = snapshot;
}

/** The snapshot that is on the screen. */
export function shownState() {
  return drawn;
}

/** Forgets everything that belongs to the signed-in person. */
export function forgetPerson() {
  const { locale, theme, narrow, path, search } = store.get();
  store.set({ ...initial, phase: 'login', locale, theme, narrow, path, search, windowOpen: !narrow, now: Date.now() });
}
