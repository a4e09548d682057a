// What a template would show, without a browser: its text and its buttons.

/** A template as `host.html` makes it here. @param {TemplateStringsArray | string[]} strings @param {unknown[]} values */
export const template = (strings, values) => ({ strings: [...strings], values });

/**
 * The markup of a drawn value, with a number in the place of each listener.
 *
 * @param {any} value @param {Function[]} listeners gets the listeners
 * @returns {string}
 */
function markup(value, listeners) {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map((one) => markup(one, listeners)).join('');
  if (typeof value === 'function') return `"${listeners.push(value) - 1}"`;
  if (value.strings) return value.strings.map((part, index) => part + (index < value.values.length ? markup(value.values[index], listeners) : '')).join('');
  if (value.icon) return '';
  return String(value).replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** @param {string} html */
const textOf = (html) => html.replace(/<[^>]*>/g, ' ').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))).replace(/\s+/g, ' ').trim();

/** The text that people would read. @param {unknown[]} drawn @returns {string} */
export const textIn = (drawn) => textOf(markup(drawn, []));

/**
 * The buttons in their order; `click` answers what the button's listener answers.
 *
 * @param {unknown[]} drawn
 * @returns {{text: string, disabled: boolean, click: () => any}[]}
 */
export function buttonsIn(drawn) {
  /** @type {Function[]} */
  const listeners = [];
  const html = markup(drawn, listeners);
  return [...html.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].map(([, attributes, content]) => {
    const listener = /@click="(\d+)"/.exec(attributes);
    return {
      text: textOf(content),
      disabled: /\sdisabled(?=\s|$)|\?disabled=true/.test(attributes),
      click: () => (listener ? listeners[Number(listener[1])]({ preventDefault() {}, stopPropagation() {} }) : undefined),
    };
  });
}
