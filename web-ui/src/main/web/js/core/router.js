import { store } from './state.js';

/**
 * Shows another page without loading anew.
 *
 * @param {string} address a path, with its query @param {{replace?: boolean}} [options]
 */
export function navigate(address, { replace = false } = {}) {
  if (replace) history.replaceState(null, '', address);
  else if (address !== location.pathname + location.search) history.pushState(null, '', address);
  store.set({ path: location.pathname, search: location.search });
}

/** Follows the browser's back and forward. */
export function followHistory() {
  addEventListener('popstate', () => store.set({ path: location.pathname, search: location.search }));
}

const PLAIN = {
  '': 'dashboard', strategy: 'strategy', governance: 'governance', runs: 'runs', import: 'import',
  'admin/plugins': 'plugins', 'admin/policies': 'policies',
};

/**
 * What a path asks for.
 *
 * @param {string} path
 * @returns {{page: string, id: string}}
 */
export function route(path) {
  const parts = path.split('/').filter(Boolean);
  const plain = PLAIN[parts.join('/')];
  if (plain) return { page: plain, id: '' };
  if (parts[0] === 'runs' && parts.length === 2) return { page: 'run', id: decodeURIComponent(parts[1]) };
  if (parts[0] === 'x' && parts.length === 3) return { page: 'screen', id: decodeURIComponent(parts.slice(1).join('/')) };
  return { page: 'unknown', id: '' };
}
