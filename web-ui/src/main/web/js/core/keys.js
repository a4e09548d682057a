/**
 * Whether a key press in the composer sends the message. An input method confirms its word with the same key; asking
 * the event itself leaves no flag that could stick.
 *
 * @param {{key: string, shiftKey: boolean, isComposing: boolean, keyCode: number}} event
 */
export function sends(event) {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}

/**
 * What a key press anywhere asks for; '' for nothing.
 *
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, isComposing: boolean}} event
 * @param {{inRuns: boolean, inWindow: boolean}} focus where the focus is
 * @returns {'' | 'toggle-window' | 'confirm' | 'close'}
 */
export function shortcut(event, focus) {
  const command = event.ctrlKey || event.metaKey;
  if (event.isComposing) return '';
  if (command && event.key.toLowerCase() === 'j') return 'toggle-window';
  if (command && event.key === 'Enter' && focus.inRuns) return 'confirm';
  return event.key === 'Escape' && focus.inWindow ? 'close' : '';
}
