import { store } from './state.js';

/**
 * Shows another page without loading anew.
 *
 * @param {string} path @param {{replace?: boolean}} [options]
 */
export function navigate(path, { replace = false } = {}) {
  if (replace) history.replaceState(null, '', path);
  else if (path !== location.pathname) history.pushState(null, '', path);
  store.set({ path });
}

/** Follows the browser's back and forward. */
export function followHistory() {
  addEventListener('popstate', () => store.set({ path: location.pathname }));
}

/**
 * What a path asks for.
 *
 * @param {string} path
 * @returns {{page: string, id: string}}
 */
export function route(path) {
  const [first = '', second = ''] = path.split('/').filter(Boolean);
  if (first === '') return { page: 'dashboard', id: '' };
  if (first === 'runs' && second) return { page: 'run', id: decodeURIComponent(second) };
  return ['strategy', 'governance', 'runs'].includes(first) && !second
    ? { page: first, id: '' }
    : { page: 'unknown', id: '' };
}
