/**
 * What a plugin's screen gets from the workbench, and how it is mounted. Everything the host needs is handed in, so the
 * same code runs in the test kit.
 */

/** The version of the contract; a screen written for another is not started. */
const API_VERSION = 1;

const MOUNT_MILLIS = 5_000;
const EVENTS = new Set(['run.created', 'run.updated', 'run.done', 'project.changed', 'theme.changed', 'locale.changed', 'connection.changed']);
/** What only a person decides, on the card: a screen may not send these. */
const DECISIONS = /^\/v2\/(?:oneliner\/runs\/[^/]+\/(?:confirm|cancel|extend|answer|plan|retry)|login|logout|governance\/.+)$/;

/** Why a screen is not shown. */
export class ScreenProblem extends Error {
  /** @param {'version' | 'timeout' | 'failed'} kind @param {string} detail @param {string} [requestId] */
  constructor(kind, detail, requestId = '') {
    super(detail);
    this.name = 'ScreenProblem';
    this.kind = kind;
    this.requestId = requestId;
  }
}

/** What a refused call is rejected with. @param {any} error */
const refusal = (error) => Object.freeze({ code: String(error?.code ?? 'internal'), message: String(error?.detail || error?.message || error), requestId: String(error?.requestId ?? '') });

/**
 * The path of a request when the screen of this plugin may send it.
 *
 * @param {string} pluginId @param {string} path @param {string} [method]
 * @returns {string}
 */
export function allowedPath(pluginId, path, method = 'GET') {
  const base = 'http://host.invalid';
  const url = URL.canParse(String(path), base) ? new URL(String(path), base) : null;
  const own = `/plugins/${pluginId}/api/`;
  // Encoded dots and slashes could mean another path to the server than to this test.
  const plain = url && url.origin === base && !/%2e|%2f|%5c|\\/i.test(url.pathname);
  const inside = plain && (url.pathname.startsWith('/v2/') || url.pathname.startsWith(own));
  const decides = inside && method.toUpperCase() !== 'GET' && DECISIONS.test(url.pathname);
  if (!inside || decides) throw Object.freeze({ code: 'forbidden', message: `${method} ${path}`, requestId: '' });
  return url.pathname + url.search;
}

/**
 * The events of the workbench as a screen hears them, from one state to the next.
 *
 * @param {any} before @param {any} after
 * @returns {[string, any][]}
 */
function changesBetween(before, after) {
  const changes = [];
  if (before.onelinerRuns !== after.onelinerRuns && before.projectId === after.projectId) {
    const known = new Map(before.onelinerRuns.map((run) => [run.id, run]));
    for (const run of after.onelinerRuns) {
      const old = known.get(run.id);
      if (!old && before.runsPhase !== 'loading') changes.push(['run.created', run]);
      if (old && (old.updated_at !== run.updated_at || old.run_status !== run.run_status)) {
        changes.push(['run.updated', run]);
        if (run.run_status === 'done' && old.run_status !== 'done') changes.push(['run.done', run]);
      }
    }
  }
  for (const [type, field] of [['project.changed', 'projectId'], ['theme.changed', 'theme'], ['locale.changed', 'locale'], ['connection.changed', 'connection']]) {
    if (before[field] !== after[field]) changes.push([type, after[field]]);
  }
  return changes;
}

/**
 * The host of one mounted screen.
 *
 * @param {object} given
 * @param {string} given.pluginId @param {string} given.screen
 * @param {any} given.root an element in an open shadow root, or what stands for one
 * @param {{get: () => any, subscribe: (listener: (state: any) => void) => () => void}} given.store
 * @param {() => Record<string, string>} given.texts the screen's own texts in the language of now
 * @param {() => string} given.offline why nothing is written while the connection is off
 * @param {(path: string, options: any) => Promise<any>} given.request
 * @param {(input: any) => Promise<any>} given.createRun makes a run that waits for confirmation and shows it
 * @param {(template: string, values: Record<string, unknown>) => string} given.fill
 * @param {any} given.html @param {any} given.render @param {(name: string) => unknown} given.icon
 * @param {(path: string) => void} given.navigate @param {(text: string) => void} given.announce
 * @param {(error: unknown) => void} given.onError of a listener
 * @returns {{host: import('../../../../testkit/handoff-ui.d.ts').Host, mayLeave: () => boolean, hears: (type: string) => boolean, close: () => void, listeners: () => number}}
 */
export function createHost(given) {
  const { pluginId, screen, root, store } = given;
  const ended = new AbortController();
  const listeners = new Map();
  /** @type {(() => boolean) | null} */
  let guard = null;
  let last = store.get();

  const stop = store.subscribe((state) => {
    const changes = changesBetween(last, state);
    last = state;
    for (const [type, value] of changes) for (const listener of [...(listeners.get(type) ?? [])]) call(listener, value);
  });

  function call(listener, value) {
    try {
      listener(value);
    } catch (error) {
      given.onError(error);
    }
  }

  function on(type, listener) {
    if (!EVENTS.has(type)) throw new TypeError(`there is no event '${type}'`);
    if (ended.signal.aborted) return () => {};
    const entry = (value) => listener(value);
    listeners.set(type, (listeners.get(type) ?? new Set()).add(entry));
    return () => void listeners.get(type)?.delete(entry);
  }

  /** A write that no answer can come to is not begun, as on the pages. */
  function checkOnline() {
    if (store.get().connection === 'off') throw refusal({ code: 'offline', detail: given.offline() });
  }

  async function handoff(actionKey, payload = {}) {
    checkOnline();
    const { projectId, sessionId } = store.get();
    const { platform = '', ...fields } = payload;
    const input = {
      project_id: projectId, source_screen: screen, source_action_key: actionKey, platform: String(platform), session_id: sessionId,
      fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)])),
    };
    try {
      const run = await given.createRun(input);
      return Object.freeze({ runId: run.id, status: run.run_status });
    } catch (error) {
      throw refusal(error);
    }
  }

  /** @param {string} path @param {{method?: string, body?: unknown}} [init] */
  async function request(path, { method = 'GET', body } = {}) {
    const allowed = allowedPath(pluginId, path, method);
    if (method.toUpperCase() !== 'GET') checkOnline();
    try {
      return await given.request(allowed, { method, body, headers: { 'Accept-Language': locale() } });
    } catch (error) {
      throw refusal(error);
    }
  }

  const locale = () => store.get().locale;
  const relative = (instant, now = Date.now()) => {
    const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
    /** @type {[Intl.RelativeTimeFormatUnit, number]} */
    const [unit, size] = Math.abs(seconds) < 3600 ? ['minute', 60] : Math.abs(seconds) < 86_400 ? ['hour', 3600] : ['day', 86_400];
    return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
  };

  const host = Object.freeze({
    handoff,
    fetch: request,
    events: Object.freeze({ on }),
    i18n: Object.freeze({
      t: (key, values = {}) => given.fill(given.texts()[key] ?? key, values),
      get locale() { return locale(); },
      format: Object.freeze({
        /** @param {any} instant @param {Intl.DateTimeFormatOptions} [options] */
        date: (instant, options = { dateStyle: 'medium', timeStyle: 'short' }) => new Intl.DateTimeFormat(locale(), options).format(new Date(instant)),
        number: (value, options = {}) => new Intl.NumberFormat(locale(), options).format(value),
        relative,
      }),
    }),
    get context() {
      const { me, project, projects = [], projectId, path, theme } = store.get();
      const { id = projectId, name = '', sample = false } = project ?? projects.find((one) => one.id === projectId) ?? {};
      return Object.freeze({
        project: Object.freeze({ id, name, sample }), user: Object.freeze({ id: me?.id ?? '', name: me?.name ?? '', roles: Object.freeze(me?.role ? [me.role] : []) }), route: path, theme,
      });
    },
    html: given.html,
    render: given.render,
    icon: given.icon,
    css(text) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      const scope = root.getRootNode();
      scope.adoptedStyleSheets = [...scope.adoptedStyleSheets, sheet];
    },
    navigate(path) {
      if (!/^\/(?![/\\])/.test(String(path))) throw new TypeError('a path of the workbench is expected');
      given.navigate(String(path));
    },
    announce: (text) => given.announce(String(text)),
    confirmLeave: (isDirty) => { guard = isDirty; },
    signal: ended.signal,
  });

  return {
    host,
    mayLeave: () => !guard?.(),
    hears: (type) => Boolean(listeners.get(type)?.size),
    listeners: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0),
    close() {
      ended.abort();
      stop();
      listeners.clear();
      guard = null;
    },
  };
}

/**
 * What the promise brings, if it does so within the limit.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {number} [limit] milliseconds
 * @returns {Promise<T>} rejected with a {@link ScreenProblem} when it takes longer
 */
export async function within(promise, limit = MOUNT_MILLIS) {
  let timer;
  try {
    return await Promise.race([promise, new Promise((_, reject) => {
      timer = setTimeout(() => reject(new ScreenProblem('timeout', String(limit / 1000))), limit);
    })]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Mounts a screen; it must be there within five seconds.
 *
 * @param {{meta?: any, mount?: (root: any, host: any) => any}} module @param {any} root @param {ReturnType<typeof createHost>} hosted
 * @param {number} [limit] milliseconds
 * @returns {Promise<{update: ((context: any) => void) | null, unmount: () => void}>} rejected with a {@link ScreenProblem}; no
 *   `update` when the screen offers none
 */
export async function mountScreen(module, root, hosted, limit = MOUNT_MILLIS) {
  let over = false;
  const unmount = (screen) => {
    try {
      screen?.unmount?.();
    } finally {
      hosted.close();
      root.replaceChildren();
    }
  };
  try {
    if (module.meta?.apiVersion !== API_VERSION) throw new ScreenProblem('version', String(module.meta?.apiVersion ?? ''));
    if (typeof module.mount !== 'function') throw new ScreenProblem('failed', 'mount is not a function');
    const mounting = Promise.resolve(module.mount(root, hosted.host)).then((screen) => {
      if (!over) return screen;
      // It came too late: its panel is gone.
      screen?.unmount?.();
      root.replaceChildren();
      return null;
    });
    mounting.catch(() => {});
    const screen = await within(mounting, limit);
    return { update: screen?.update ? (context) => screen.update(context) : null, unmount: () => unmount(screen) };
  } catch (thrown) {
    const error = /** @type {any} */ (thrown);
    over = true;
    unmount(null);
    throw error instanceof ScreenProblem ? error : new ScreenProblem('failed', String(error?.message ?? error), String(error?.requestId ?? ''));
  }
}
