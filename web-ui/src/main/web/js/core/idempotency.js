/**
 * Keys for writes. The same write keeps its key until the server has surely answered, so that pressing again after a
 * lost answer cannot do the thing twice.
 *
 * @param {() => string} [newKey]
 * @returns {{of: (method: string, path: string, body: string) => string,
 *   settled: (method: string, path: string, body: string) => void}}
 */
export function idempotencyKeys(newKey = randomKey) {
  const open = new Map();
  const name = (method, path, body) => `${method} ${path} ${body}`;
  return {
    of(method, path, body) {
      const write = name(method, path, body);
      if (!open.has(write)) open.set(write, newKey());
      return open.get(write);
    },
    settled: (method, path, body) => void open.delete(name(method, path, body)),
  };
}

// crypto.randomUUID exists on secure origins only; the runtime is also used over plain HTTP inside a house.
function randomKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
