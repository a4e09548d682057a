import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { RUN_EVENTS, backOff, readFrame, runStream } from '../../src/main/web/js/core/stream.js';

class FakeSource {
  constructor(url) {
    this.url = url;
    this.listeners = {};
    this.closed = false;
  }

  addEventListener(type, listener) {
    this.listeners[type] = listener;
  }

  close() {
    this.closed = true;
  }

  send(type, id, data) {
    this.listeners[type]({ type, lastEventId: id, data: JSON.stringify(data) });
  }
}

function streamOf() {
  const sources = [];
  const heard = { events: [], live: [], lost: 0 };
  const stream = runStream({
    url: (after) => `/events?after=${after}`,
    onEvent: (event) => heard.events.push(event.event_type),
    onLive: (resumed) => heard.live.push(resumed),
    onLost: () => (heard.lost += 1),
    open(url) {
      const source = new FakeSource(url);
      sources.push(source);
      return source;
    },
  });
  stream.start();
  return { stream, sources, heard };
}

test('a frame is read with its position', () => {
  const frame = readFrame({ type: 'run.done', lastEventId: '812', data: '{"run_id":"r1","position":812}' });
  assert.deepEqual(frame, { type: 'run.done', position: '812', event: { run_id: 'r1', position: 812 } });
});

test('a frame without an id takes the position from its data', () => {
  assert.equal(readFrame({ type: 'stream.ready', data: '{"position":7}' }).position, '7');
});

test('a frame that is no JSON object is passed over', () => {
  for (const data of ['', 'hello', '{"run', '3', 'null']) assert.equal(readFrame({ type: 'run.done', data }), null);
});

test('waiting doubles from one second to half a minute', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 50].map((failures) => backOff(failures, () => 1));
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test('waiting is spread so that not everybody comes back at once', () => {
  assert.equal(backOff(3, () => 0), 3000);
  assert.equal(backOff(3, () => 0.5), 3500);
});

test('the stream goes on from the last position after a break', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { sources, heard } = streamOf();
  assert.equal(sources[0].url, '/events?after=');
  sources[0].send('stream.ready', '10', { position: 10 });
  sources[0].send('run.started', '11', { event_type: 'run.started' });
  sources[0].listeners.error();
  assert.equal(sources[0].closed, true);
  assert.equal(heard.lost, 1);
  mock.timers.tick(1000);
  assert.equal(sources[1].url, '/events?after=11');
  sources[1].send('stream.ready', '11', { position: 11 });
  assert.deepEqual(heard.live, [false, true]);
  assert.deepEqual(heard.events, ['run.started']);
  mock.timers.reset();
});

test('an event of a kind the page does not know is taken as well when it comes without a name', () => {
  const { sources, heard, stream } = streamOf();
  sources[0].send('message', '5', { event_type: 'run.paused' });
  assert.deepEqual(heard.events, ['run.paused']);
  stream.stop();
});

test('a stream that says nothing for 40 seconds is lost and opened again', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { sources, heard, stream } = streamOf();
  sources[0].send('stream.ready', '10', { position: 10 });
  mock.timers.tick(39_999);
  sources[0].send('run.started', '11', { event_type: 'run.started' });
  mock.timers.tick(39_999);
  assert.deepEqual([heard.lost, sources[0].closed], [0, false]);
  mock.timers.tick(1);
  assert.deepEqual([heard.lost, sources[0].closed], [1, true]);
  mock.timers.tick(1000);
  assert.equal(sources[1].url, '/events?after=11');
  stream.stop();
  mock.timers.reset();
});

test('a beat keeps a stream without events, and moves nothing', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { sources, heard, stream } = streamOf();
  sources[0].send('stream.ready', '10', { position: 10 });
  for (let beats = 0; beats < 8; beats++) {
    mock.timers.tick(15_000);
    sources[0].send('stream.beat', '10', {});
  }
  assert.deepEqual([heard.lost, heard.events], [0, []]);
  sources[0].listeners.error();
  mock.timers.tick(1000);
  assert.equal(sources[1].url, '/events?after=10');
  stream.stop();
  mock.timers.reset();
});

test('a connection that is never made is given up, again and again with a pause that grows', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { sources, heard, stream } = streamOf();
  for (const wait of [40_000, 1000, 40_000, 2000]) mock.timers.tick(wait);
  assert.deepEqual([heard.lost, sources.length], [2, 3]);
  stream.stop();
  mock.timers.tick(200_000);
  assert.deepEqual([heard.lost, sources.length], [2, 3]);
  mock.timers.reset();
});

test('a stopped stream does not come back', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { sources, stream } = streamOf();
  sources[0].listeners.error();
  stream.stop();
  mock.timers.tick(60_000);
  assert.equal(sources.length, 1);
  mock.timers.reset();
});

test('retrying at once does not leave a second attempt behind', () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { sources, stream } = streamOf();
  sources[0].listeners.error();
  stream.retryNow();
  mock.timers.tick(60_000);
  assert.equal(sources.length, 2);
  stream.stop();
  mock.timers.reset();
});

test('every event type of a run is listened to', () => {
  const { sources, stream } = streamOf();
  for (const type of RUN_EVENTS) assert.equal(typeof sources[0].listeners[type], 'function', type);
  stream.stop();
});
