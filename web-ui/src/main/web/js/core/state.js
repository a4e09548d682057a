/** @typedef {import('../types.js').State} State */
/** @typedef {import('../types.js').Run} Run */
/** @typedef {import('../types.js').RunEvent} RunEvent */
/** @typedef {import('../types.js').Step} Step */

/**
 * One place for what the pages know. A snapshot is frozen: whoever wants to change something calls `set`, and all
 * subscribers hear of it.
 *
 * @template {object} S
 * @param {S} first
 * @returns {{get: () => Readonly<S>, set: (patch: Partial<S> | ((state: Readonly<S>) => Partial<S>)) => void,
 *   subscribe: (listener: (state: Readonly<S>) => void) => () => void}}
 */
export function createStore(first) {
  let state = Object.freeze({ ...first });
  /** @type {Set<(state: Readonly<S>) => void>} */
  const listeners = new Set();
  return {
    get: () => state,
    set(patch) {
      /** @type {any} */
      const changes = typeof patch === 'function' ? patch(state) : patch;
      const changed = Object.keys(changes).some((key) => !Object.is(changes[key], /** @type {any} */ (state)[key]));
      if (!changed) return;
      state = Object.freeze({ ...state, ...changes });
      for (const listener of [...listeners]) listener(state);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/**
 * Calls `work` once per frame, however often it is asked for.
 *
 * @param {() => void} work
 * @param {(callback: () => void) => unknown} [nextFrame]
 * @returns {() => void} asks for the call
 */
export function oncePerFrame(work, nextFrame = requestFrame) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    nextFrame(() => {
      asked = false;
      work();
    });
  };
}

/** @param {() => void} callback */
function requestFrame(callback) {
  // A hidden tab gets no frames, yet its title must still show the count.
  if (globalThis.document?.hidden ?? true) setTimeout(callback, 50);
  else requestAnimationFrame(callback);
}

/** @type {State} */
const initial = {
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
  runsPhase: 'loading',
  runsProblem: null,

  sessions: [],
  sessionId: '',
  /** How many of them have a tab. */
  sessionsShown: 10,
  /** The page whose screen was taken off the composer; another page brings its own. */
  contextLeft: '',
  messages: [],
  /** Whether the session may have messages before those. */
  earlierMessages: false,
  messagesProblem: null,

  windowOpen: true,
  /** float or dock; a narrow page has a sheet instead. */
  windowMode: 'float',
  narrow: false,
  /** The run whose cancellation is being asked for in place. */
  askingCancel: '',
  /** The plan that is being changed, null while none is. */
  editing: null,
  /** By run, what is new in a plan that changed while it was on the screen. */
  planChanges: {},
  /** The other runs as they stood when their list was unfolded; null while it is folded. */
  otherRunsShown: null,
  shortcutsShown: false,
  /** Whether single letters are shortcuts. */
  singleKeys: true,
  /** What a page loaded for itself, by its own key. */
  pageData: {},
  /** How many pages and parts have their code; moves when one more came. */
  pagesLoaded: 0,
  /** What is under way and what went wrong, by the key of the button that was pressed. */
  busy: {},
  problems: {},

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
  const { locale, theme, narrow, path, search, windowMode, singleKeys } = store.get();
  const kept = { locale, theme, narrow, path, search, windowMode, singleKeys };
  store.set({ ...initial, ...kept, phase: 'login', windowOpen: !narrow, now: Date.now() });
}
