/** The event types of a run; the stream names each frame by its type. */
export const RUN_EVENTS = [
  'run.created', 'run.plan_changed', 'run.policy_changed', 'run.extended', 'run.confirmed', 'run.queued', 'run.started', 'run.step_started',
  'run.step_progress', 'run.step_finished', 'run.step_failed', 'run.blocked', 'run.answered', 'run.recovered',
  'run.cancelling', 'run.cancelled', 'run.expired', 'run.done', 'run.failed', 'run.events_removed',
];

/** A stream that said nothing for so long is lost: the server says at least that it is there, every 15 s. */
const SILENCE_MILLIS = 40_000;

/** Told when a rule, an override or a role changed; it says no more than that. */
export const GOVERNANCE_CHANGED = 'governance.changed';

/**
 * One frame of the stream as an object; null when its data is not what a frame holds.
 *
 * @param {{type: string, data: string, lastEventId?: string}} frame
 * @returns {{type: string, position: string, event: any} | null}
 */
export function readFrame(frame) {
  try {
    const event = JSON.parse(frame.data);
    if (!event || typeof event !== 'object') return null;
    return { type: frame.type, position: frame.lastEventId || String(event.position ?? ''), event };
  } catch {
    return null;
  }
}

/**
 * How long to wait before the next attempt: doubling from one second to half a minute, spread so that not everybody
 * comes back at once.
 *
 * @param {number} failures attempts that failed in a row, from 1
 * @param {() => number} [random] from 0 to 1
 * @returns {number} milliseconds
 */
export function backOff(failures, random = Math.random) {
  const whole = Math.min(30_000, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(whole * (0.75 + random() * 0.25));
}

/**
 * Keeps one stream open: reads frames, remembers the position, comes back after a break and goes on from there.
 *
 * @param {object} options
 * @param {(after: string) => string} options.url the address to go on from a position; `after` is '' at first
 * @param {(event: any, position: string) => void} options.onEvent a run's event
 * @param {(resumed: boolean, position: string) => void} options.onLive the stream is open; `resumed` when it had been
 *   open before
 * @param {(retryAt: number) => void} options.onLost the stream is closed until that time
 * @param {string} [options.after] where to begin
 * @param {(url: string) => any} [options.open] opens an EventSource
 * @returns {{start: () => void, retryNow: () => void, stop: () => void}}
 */
export function runStream({ url, onEvent, onLive, onLost, after = '', open = (address) => new EventSource(address) }) {
  /** @type {any} */
  let source = null;
  /** @type {any} */
  let timer;
  let position = after;
  /** @type {any} */
  let silence;
  let failures = 0;
  let wasLive = false;
  let stopped = false;

  function connect() {
    clearTimeout(timer);
    source?.close();
    clearTimeout(silence);
    if (stopped) return;
    const current = open(url(position));
    source = current;
    heard();
    current.addEventListener('stream.ready', (/** @type {any} */ frame) => {
      heard();
      position = readFrame(frame)?.position || position;
      failures = 0;
      onLive(wasLive, position);
      wasLive = true;
    });
    for (const type of [...RUN_EVENTS, GOVERNANCE_CHANGED]) current.addEventListener(type, take);
    current.addEventListener('message', take);
    current.addEventListener('stream.beat', heard);
    current.addEventListener('error', () => current === source && lost());
  }

  // A connection that only this side still has makes no error.
  function heard() {
    clearTimeout(silence);
    silence = setTimeout(lost, SILENCE_MILLIS);
  }

  function take(message) {
    heard();
    const frame = readFrame(message);
    if (!frame) return;
    position = frame.position || position;
    onEvent(frame.event, position);
  }

  // The browser's own reconnecting gives up after a refusal and tells no time; ours does neither.
  function lost() {
    source.close();
    clearTimeout(silence);
    failures += 1;
    const wait = backOff(failures);
    onLost(Date.now() + wait);
    timer = setTimeout(connect, wait);
  }

  return {
    start: connect,
    retryNow: connect,
    stop() {
      stopped = true;
      clearTimeout(timer);
      clearTimeout(silence);
      source?.close();
    },
  };
}

/**
 * One stream for all tabs of a browser: the tab that holds the lock has it and tells the others what it hears; when
 * that tab closes, the next one goes on from the last position that was heard. Where a browser has no locks (a page
 * over plain HTTP from another computer) each tab has its own stream.
 *
 * @param {object} options
 * @param {string} options.name the same in all tabs of one person
 * @param {(after: string) => string} options.url
 * @param {(event: any) => void} options.onEvent @param {() => void} options.onLive
 * @param {(retryAt: number) => void} options.onLost @param {() => void} [options.onWait] nobody has the stream yet
 * @param {any} [options.locks] the browser's LockManager @param {any} [options.channel] a BroadcastChannel
 * @param {(url: string) => any} [options.open]
 * @returns {{start: () => void, retryNow: () => void, stop: () => void}}
 */
export function sharedStream({ name, url, onEvent, onLive, onLost, onWait = () => {}, open, ...means }) {
  const locks = 'locks' in means ? means.locks : globalThis.navigator?.locks;
  const channel = 'channel' in means ? means.channel : locks && new BroadcastChannel(name);
  const giveUp = new AbortController();
  const self = Math.random();
  let position = '';
  /** @type {ReturnType<typeof runStream> | null} */
  let own = null;
  /** @type {any} What the stream is, as the one who has it would tell it. */
  let standing = null;
  let release = () => {};

  function hear(message) {
    if (message.kind === 'event') {
      position = message.position || position;
      onEvent(message.event);
    } else if (message.kind === 'live') {
      position = message.position || position;
      onLive();
    } else onLost(message.retryAt);
  }

  function tell(message) {
    if (message.kind !== 'event') standing = message;
    channel?.postMessage(message);
    hear(message);
  }

  function lead() {
    // Who had the stream before is gone: until ours stands, nobody knows whether it will.
    onWait();
    own = runStream({
      url,
      open,
      after: position,
      onEvent: (event, at) => tell({ kind: 'event', event, position: at }),
      onLive: (_resumed, at) => tell({ kind: 'live', position: at }),
      onLost: (retryAt) => tell({ kind: 'lost', retryAt }),
    });
    own.start();
  }

  function receive({ data }) {
    if (data.to && data.to !== self) return;
    if (data.kind === 'hello') {
      if (own && standing) channel.postMessage({ ...standing, ...(standing.kind === 'live' ? { position } : {}), to: data.from });
    } else if (data.kind === 'retry') own?.retryNow();
    else hear(data);
  }

  return {
    start() {
      channel?.addEventListener('message', receive);
      if (!locks) {
        lead();
        return;
      }
      channel?.postMessage({ kind: 'hello', from: self });
      const held = () => new Promise((resolve) => {
        release = () => resolve(undefined);
        lead();
      });
      locks.request(name, { signal: giveUp.signal }, held).catch(() => {});
    },
    retryNow() {
      if (own) own.retryNow();
      else channel?.postMessage({ kind: 'retry' });
    },
    stop() {
      own?.stop();
      giveUp.abort();
      release();
      channel?.close();
    },
  };
}
