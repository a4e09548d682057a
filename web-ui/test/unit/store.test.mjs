import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createStore, oncePerFrame } from '../../src/main/web/js/core/state.js';

test('a snapshot does not change', () => {
  const store = createStore({ count: 1 });
  const before = store.get();
  store.set({ count: 2 });
  assert.equal(before.count, 1);
  assert.equal(store.get().count, 2);
  assert.throws(() => {
    store.get().count = 3;
  }, TypeError);
});

test('subscribers hear of changes until they leave', () => {
  const store = createStore({ count: 1 });
  const heard = [];
  const leave = store.subscribe((state) => heard.push(state.count));
  store.set({ count: 2 });
  leave();
  store.set({ count: 3 });
  assert.deepEqual(heard, [2]);
});

test('setting the same values is no change', () => {
  const list = [];
  const store = createStore({ list });
  let calls = 0;
  store.subscribe(() => (calls += 1));
  store.set({ list });
  store.set(() => ({}));
  assert.equal(calls, 0);
});

test('a change may be computed from the state', () => {
  const store = createStore({ count: 1, name: 'a' });
  store.set((state) => ({ count: state.count + 1 }));
  assert.deepEqual({ ...store.get() }, { count: 2, name: 'a' });
});

test('work asked for many times is done once per frame', () => {
  const frames = [];
  let done = 0;
  const ask = oncePerFrame(() => (done += 1), (callback) => frames.push(callback));
  for (let index = 0; index < 100; index++) ask();
  assert.equal(frames.length, 1);
  frames.shift()();
  assert.equal(done, 1);
  ask();
  assert.equal(frames.length, 1);
});
