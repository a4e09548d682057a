/**
 * @typedef {object} HandoffButton what one button hands over
 * @property {string} id unique on the page @property {string} screen @property {string} actionKey
 * @property {string} slot @property {string} platform @property {string} effect
 * @property {string} title @property {string} summary @property {Record<string, string>} fields
 */

/**
 * One button per offer of an action, or one for an action without offers, in the order the sources declare them.
 *
 * @param {readonly any[]} sources the items of handoff-sources
 * @param {(action: {slot: string, screen: string}) => boolean} wanted
 * @returns {HandoffButton[]}
 */
export function buttonsOf(sources, wanted) {
  return sources.flatMap((source) =>
    (source.actions ?? [])
      .filter((action) => wanted({ slot: action.slot ?? '', screen: source.screen }))
      .flatMap((action) => buttonsOfAction(source, action)),
  );
}

function buttonsOfAction(source, action) {
  const offers = action.offers?.length ? action.offers : [null];
  return offers.map((offer, index) => ({
    id: `${source.plugin_id}/${source.screen}/${action.key}/${index}`,
    screen: source.screen,
    actionKey: action.key,
    slot: action.slot ?? '',
    platform: offer?.fields?.platform || action.platform || '',
    effect: action.effect ?? '',
    title: offer?.label || action.label,
    summary: offer?.summary || action.summary || '',
    fields: offer?.fields ?? {},
  }));
}

/**
 * The button for one row or tag of a page: a strategy's row names its platform, a governance tag sends itself.
 *
 * @param {HandoffButton} button @param {{platform?: string, tag?: string}} aim
 * @returns {HandoffButton}
 */
export function aimed(button, aim) {
  return {
    ...button,
    id: `${button.id}?${new URLSearchParams(aim)}`,
    platform: aim.platform || button.platform,
    fields: aim.tag ? { ...button.fields, tag: aim.tag } : button.fields,
  };
}

/** @param {readonly any[]} sources @param {string} id @returns {HandoffButton | undefined} */
export function buttonById(sources, id) {
  const [plain, aim] = id.split('?');
  const button = buttonsOf(sources, () => true).find((candidate) => candidate.id === plain);
  return button && aim ? aimed(button, Object.fromEntries(new URLSearchParams(aim))) : button;
}
