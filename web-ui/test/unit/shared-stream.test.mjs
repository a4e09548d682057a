import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { sharedStream } from '../../src/main/web/js/core/stream.js';

/** @type {{stop: () => void}[]} */
let started = [];

afterEach(() => {
  for (const stream of started) stream.stop();
  started = [];
});

/** One browser: its tabs share locks and channels. */
function browser() {
  const sources = [];
  const channels = new Set();
  const queue = [];
  let held = false;
  const next = () => {
    if (held || queue.length === 0) return;
    held = true;
    queue.shift()().then(() => {
      held = false;
      next();
    });
  };
  const locks = {
    request: (_name, { signal }, work) => {
      const entry = () => work();
      queue.push(entry);
      signal.addEventListener('abort', () => queue.includes(entry) && queue.splice(queue.indexOf(entry), 1));
      next();
      return Promise.resolve();
    },
  };
  const open = (url) => {
    const source = { url, listeners: {}, closed: false, close: () => (source.closed = true), addEventListener: (type, listener) => (source.listeners[type] = listener) };
    source.send = (type, id, data) => source.listeners[type]({ type, lastEventId: id, data: JSON.stringify(data) });
    sources.push(source);
    return source;
  };
  function tab() {
    const heard = { events: [], live: 0, lost: [], waits: 0 };
    const channel = {
      listener: () => {},
      addEventListener: (_type, listener) => (channel.listener = listener),
      postMessage: (data) => [...channels].forEach((other) => other !== channel && other.listener({ data: structuredClone(data) })),
      close: () => channels.delete(channel),
    };
    channels.add(channel);
    const stream = sharedStream({
      name: 'sf.live.u1', url: (after) => `/events?after=${after}`, locks, channel, open,
      onEvent: (event) => heard.events.push(event.event_type),
      onLive: () => (heard.live += 1),
      onLost: (retryAt) => heard.lost.push(retryAt),
      onWait: () => (heard.waits += 1),
    });
    started.push(stream);
    stream.start();
    return { heard, stream };
  }
  return { tab, sources };
}

test('two tabs have one stream and both hear its events', () => {
  const { tab, sources } = browser();
  const one = tab();
  const other = tab();
  assert.equal(sources.length, 1);
  sources[0].send('stream.ready', '10', { position: 10 });
  sources[0].send('run.started', '11', { event_type: 'run.started' });
  for (const { heard } of [one, other]) assert.deepEqual([heard.live, heard.events], [1, ['run.started']]);
});

test('a tab that comes later learns at once how the stream stands', () => {
  const { tab, sources } = browser();
  const one = tab();
  sources[0].send('stream.ready', '10', { position: 10 });
  const other = tab();
  assert.equal(other.heard.live, 1);
  assert.equal(one.heard.live, 1);
});

test('when the tab with the stream closes, the other goes on from the last position', async () => {
  const { tab, sources } = browser();
  const one = tab();
  const other = tab();
  sources[0].send('stream.ready', '10', { position: 10 });
  sources[0].send('run.started', '11', { event_type: 'run.started' });
  one.stream.stop();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(sources[0].closed, true);
  assert.equal(sources[1].url, '/events?after=11');
  assert.equal(other.heard.waits, 1);
  sources[1].send('stream.ready', '11', { position: 11 });
  sources[1].send('run.done', '12', { event_type: 'run.done' });
  assert.deepEqual(other.heard.events, ['run.started', 'run.done']);
  assert.deepEqual(one.heard.events, ['run.started']);
});

test('a break is told to all tabs, and each of them can ask to try at once', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { tab, sources } = browser();
  const one = tab();
  const other = tab();
  sources[0].listeners.error();
  assert.equal(other.heard.lost.length, 1);
  assert.deepEqual(one.heard.lost, other.heard.lost);
  other.stream.retryNow();
  assert.equal(sources.length, 2);
  one.stream.retryNow();
  assert.equal(sources.length, 3);
  one.stream.stop();
  mock.timers.reset();
});

test('without locks each tab has its own stream', () => {
  const opened = [];
  const source = { addEventListener() {}, close: () => opened.push('closed') };
  const stream = sharedStream({
    name: 'x', url: () => '/events', locks: undefined, channel: undefined, open: (url) => (opened.push(url), source),
    onEvent() {}, onLive() {}, onLost() {},
  });
  stream.start();
  stream.retryNow();
  stream.stop();
  assert.deepEqual(opened, ['/events', 'closed', '/events', 'closed']);
});
