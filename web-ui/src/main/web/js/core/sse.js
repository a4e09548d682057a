/** The event types of a run; the stream names each frame by its type. */
export const RUN_EVENTS = [
  'run.created', 'run.plan_changed', 'run.confirmed', 'run.queued', 'run.started', 'run.step_started',
  'run.step_progress', 'run.step_finished', 'run.step_failed', 'run.blocked', 'run.answered', 'run.recovered',
  'run.cancelling', 'run.cancelled', 'run.expired', 'run.done', 'run.failed',
];

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
 * @param {(event: any) => void} options.onEvent a run's event
 * @param {(resumed: boolean) => void} options.onLive the stream is open; `resumed` when it had been open before
 * @param {(retryAt: number) => void} options.onLost the stream is closed until that time
 * @param {(url: string) => any} [options.open] opens an EventSource
 * @returns {{start: () => void, retryNow: () => void, stop: () => void}}
 */
export function runStream({ url, onEvent, onLive, onLost, open = (address) => new EventSource(address) }) {
  let source = null;
  let timer;
  let position = '';
  let failures = 0;
  let wasLive = false;
  let stopped = false;

  function connect() {
    clearTimeout(timer);
    source?.close();
    if (stopped) return;
    const current = open(url(position));
    source = current;
    current.addEventListener('stream.ready', (frame) => {
      position = readFrame(frame)?.position || position;
      failures = 0;
      onLive(wasLive);
      wasLive = true;
    });
    for (const type of RUN_EVENTS) current.addEventListener(type, take);
    current.addEventListener('message', take);
    current.addEventListener('error', () => current === source && lost());
  }

  function take(message) {
    const frame = readFrame(message);
    if (!frame) return;
    position = frame.position || position;
    onEvent(frame.event);
  }

  // The browser's own reconnecting gives up after a refusal and tells no time; ours does neither.
  function lost() {
    source.close();
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
      source?.close();
    },
  };
}
