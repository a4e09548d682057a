// A server of answers for the modules that load and decide: routes by "METHOD path", each an answer or what makes one of
// the query, and what was asked.
export function fakeServer(routes = {}) {
  const asked = [];
  const answers = { ...routes };
  globalThis.fetch = async (path, { method, body }) => {
    const name = `${method} ${String(path).split('?')[0]}`;
    asked.push({ name, path, body: body ? JSON.parse(body) : undefined });
    const route = answers[name] ?? { status: 404, body: { code: 'not-found' } };
    const answer = typeof route === 'function' ? route(new URL(path, 'http://here').searchParams) : route;
    if (answer === 'offline') throw new TypeError('offline');
    // A problem is given with its number and body, a success as it is.
    const isProblem = typeof answer.status === 'number';
    return new Response(JSON.stringify(isProblem ? answer.body : answer), { status: isProblem ? answer.status : 200 });
  };
  return { asked, answers };
}

/** What a browser gives that the modules need: an address, a history, a memory. */
export function fakeBrowser(path = '/', hash = '') {
  const memory = new Map();
  const storage = { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => memory.set(key, value), removeItem: (key) => memory.delete(key), clear: () => memory.clear() };
  const go = (_state, _title, address) => {
    const url = new URL(address, 'http://here');
    Object.assign(globalThis.location, { pathname: url.pathname, search: url.search, hash: url.hash });
  };
  const listeners = {};
  Object.assign(globalThis, {
    location: { pathname: path, search: '', hash },
    history: { pushState: go, replaceState: go },
    localStorage: storage,
    sessionStorage: storage,
    addEventListener: (type, listener) => (listeners[type] = listener),
    EventSource: class {
      constructor(url) {
        this.url = url;
        this.listeners = {};
        globalThis.lastSource = this;
      }

      addEventListener(type, listener) {
        this.listeners[type] = listener;
      }

      close() {}
    },
  });
  return { listeners, memory };
}

export const settled = () => new Promise((resolve) => setTimeout(resolve, 70));
