/**
 * One place for what the pages know. A snapshot is frozen: whoever wants to change something calls `set`, and all
 * subscribers hear of it.
 *
 * @template {object} S
 * @param {S} initial
 * @returns {{get: () => Readonly<S>, set: (patch: Partial<S> | ((state: Readonly<S>) => Partial<S>)) => void,
 *   subscribe: (listener: (state: Readonly<S>) => void) => () => void}}
 */
export function createStore(initial) {
  let state = Object.freeze({ ...initial });
  const listeners = new Set();
  return {
    get: () => state,
    set(patch) {
      const changes = typeof patch === 'function' ? patch(state) : patch;
      const changed = Object.keys(changes).some((key) => !Object.is(changes[key], state[key]));
      if (!changed) return;
      state = Object.freeze({ ...state, ...changes });
      for (const listener of [...listeners]) listener(state);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
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
