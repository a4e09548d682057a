/** Moves the focus to what the next frame draws. @param {string} selector */
export function focusSoon(selector) {
  requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus());
}

/** Puts the focus where the run is, never into the composer: on a phone that would open the keyboard. */
export function focusRuns() {
  focusSoon('[data-role="oneliner-runs"]');
}
