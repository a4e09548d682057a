// The contract of a plugin's screen, without a browser and without a server: `node --test` is enough.
import { createHost, mountScreen } from '../src/main/web/js/host.js';
import { buttonsIn, template, textIn } from './markup.js';

/** Browsers have this, Node has not: the sheet keeps its text. */
class TextSheet {
  text = '';
  /** @param {string} text */
  replaceSync(text) {
    this.text = text;
  }
}

/**
 * A host as the workbench gives it to a screen, which keeps what the screen did.
 *
 * @param {object} [options]
 * @param {string} [options.pluginId] @param {string} [options.screen] @param {Record<string, string>} [options.texts]
 * @param {Record<string, any>} [options.state] what differs from an empty project
 * @param {Record<string, any>} [options.answers] by method and path, such as `GET /v2/me`, and `handoff`; an Error is thrown
 * @returns what tests look at: `text()` and `buttons()` of what is drawn, `handoffs`, `requests`, `said`, `paths`, `errors`,
 *   `styles()`; `mount(module)` to mount a screen, `set` to change the state, `host` and `root` for the rest
 */
export function fakeHost({ pluginId = 'example', screen = 'main', texts = {}, state = {}, answers = {} } = {}) {
  globalThis.CSSStyleSheet ??= /** @type {any} */ (TextSheet);
  let current = Object.freeze({
    projectId: 'p1', project: { id: 'p1', name: 'Project', sample: false }, projects: [], sessionId: '', me: { id: 'u1', name: 'kris', role: 'member' },
    path: `/x/${pluginId}/${screen}`, theme: '', locale: 'zh-CN', connection: 'live', onelinerRuns: [], runsPhase: 'ready', ...state,
  });
  const subscribers = new Set();
  /** @type {{handoffs: any[], requests: any[], said: string[], paths: string[], errors: any[], rendered: any[]}} */
  const kept = { handoffs: [], requests: [], said: [], paths: [], errors: [], rendered: [] };
  /** @type {any} stands for the shadow root */
  const shadow = { adoptedStyleSheets: [] };
  /** @type {any} stands for the element in it */
  const root = { children: [], getRootNode: () => shadow, replaceChildren: (...children) => void (root.children = children) };
  const store = {
    get: () => current,
    subscribe(listener) {
      subscribers.add(listener);
      return () => void subscribers.delete(listener);
    },
  };
  const answer = (name, usual) => {
    const given = name in answers ? answers[name] : usual;
    if (given instanceof Error) throw given;
    return given;
  };
  const hosted = createHost({
    pluginId, screen, root, store,
    texts: () => texts,
    offline: () => 'offline',
    fill: (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole)),
    html: (strings, ...values) => template(strings, values),
    render: (template, into) => {
      kept.rendered.push(template);
      into.replaceChildren?.(template);
    },
    icon: (name) => ({ icon: name }),
    navigate: (path) => kept.paths.push(path),
    announce: (text) => kept.said.push(text),
    onError: (error) => kept.errors.push(error),
    async request(path, options) {
      kept.requests.push({ path, ...options });
      return answer(`${options.method} ${path}`, {});
    },
    async createRun(input) {
      kept.handoffs.push(input);
      return answer('handoff', { id: `run-${kept.handoffs.length}`, run_status: 'needs_confirmation' });
    },
  });
  return {
    ...kept,
    host: hosted.host,
    hosted,
    root,
    text: () => textIn(root.children),
    buttons: () => buttonsIn(root.children),
    styles: () => shadow.adoptedStyleSheets.map((sheet) => sheet.text).join('\n'),
    subscribers: () => subscribers.size,
    mount: (module, limit) => mountScreen(module, root, hosted, limit),
    /** @param {Record<string, any>} patch */
    set(patch) {
      current = Object.freeze({ ...current, ...patch });
      for (const listener of [...subscribers]) listener(current);
    },
  };
}
