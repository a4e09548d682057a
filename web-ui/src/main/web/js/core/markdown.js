/**
 * @typedef {string | {tag: string, children: Node[], href?: string, level?: number, start?: number, align?: string,
 *   checked?: boolean}} Node
 */

/** How much of a message is read as markdown; the rest follows as plain text. */
export const MOST = 20_000;
/** How deep lists and quotes may lie in each other. */
const DEEPEST = 12;
const SAFE_LINK = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)/i;

/**
 * What an agent wrote as a tree of the few things we draw. Raw HTML is text, images are left out, and a link that
 * would run something is its text.
 *
 * @param {string} text @param {(text: string) => any[]} lexer reads markdown into the tokens of marked
 * @returns {Node[]}
 */
export function treeOf(text, lexer) {
  const rest = text.slice(MOST);
  const tree = blocks(lexer(text.slice(0, MOST)), 0);
  return rest ? [...tree, { tag: 'p', children: [rest] }] : tree;
}

function blocks(tokens, depth) {
  return (tokens ?? []).flatMap((token) => block(token, depth));
}

/** @returns {Node[]} */
function block(token, depth) {
  if (depth > DEEPEST) return [{ tag: 'p', children: [token.raw ?? ''] }];
  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'paragraph':
      return [{ tag: 'p', children: inline(token.tokens, depth) }];
    case 'heading':
      return [{ tag: 'h', level: token.depth, children: inline(token.tokens, depth) }];
    case 'code':
      return [{ tag: 'pre', children: [token.text] }];
    case 'blockquote':
      return [{ tag: 'blockquote', children: blocks(token.tokens, depth + 1) }];
    case 'hr':
      return [{ tag: 'hr', children: [] }];
    case 'list':
      return [{ tag: token.ordered ? 'ol' : 'ul', start: Number(token.start) || 1, children: token.items.map((item) => listItem(item, depth)) }];
    case 'table':
      return [table(token, depth)];
    case 'text':
      return token.tokens ? inline(token.tokens, depth) : [plain(token.text)];
    case 'html':
      return [{ tag: 'p', children: [token.raw.trimEnd()] }];
    default:
      return inline([token], depth);
  }
}

function listItem(item, depth) {
  const children = blocks(item.tokens, depth + 1);
  return item.task ? { tag: 'li', checked: Boolean(item.checked), children } : { tag: 'li', children };
}

function table(token, depth) {
  const row = (cells, tag) => ({
    tag: 'tr',
    children: cells.map((cell, index) => ({ tag, align: token.align[index] ?? '', children: inline(cell.tokens, depth) })),
  });
  return { tag: 'table', children: [row(token.header, 'th'), ...token.rows.map((cells) => row(cells, 'td'))] };
}

/** @returns {Node[]} */
function inline(tokens, depth) {
  return (tokens ?? []).flatMap((token) => inlineNode(token, depth + 1));
}

/** @returns {Node[]} */
function inlineNode(token, depth) {
  const inner = () => (depth > DEEPEST ? [token.raw] : inline(token.tokens, depth));
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return [{ tag: token.type, children: inner() }];
    case 'codespan':
      return [{ tag: 'code', children: [token.text] }];
    case 'br':
      return [{ tag: 'br', children: [] }];
    case 'link':
      return SAFE_LINK.test(token.href) ? [{ tag: 'a', href: token.href, children: inner() }] : [token.raw];
    case 'image':
    case 'checkbox':
      return [];
    case 'text':
    case 'escape':
      return token.tokens ? inner() : [plain(token.text)];
    default:
      return [token.raw ?? ''];
  }
}

// The lexer keeps the entities people write; a text node would show them as they are.
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' };
const plain = (text) => text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_whole, name) => ENTITIES[name]);
