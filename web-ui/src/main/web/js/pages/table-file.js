/** Reads a file of rows the way the server will, so that a person sees what was understood before it is sent. */

/** The fields that make up the key in the collections that the shipped plugins read. */
const KNOWN_KEYS = { account_metrics: ['account_id', 'date'], strategy: ['platform'] };
/** What tells a collection by its columns, most telling first. */
const COLLECTIONS = [
  { name: 'account_metrics', columns: ['account_id', 'date', 'views'] },
  { name: 'contents', columns: ['account_id', 'topic', 'published_at'] },
  { name: 'strategy', columns: ['platform', 'topics'] },
  { name: 'accounts', columns: ['name', 'platform'] },
];
const NAME = /^[a-z][a-z0-9_]{0,63}$/;
const JOIN = '|';
const MOST_PROBLEMS = 100;

/**
 * @typedef {{row: number, field: string, kind: string}} RowProblem `row` counts from 1; 0 is the whole file
 * @typedef {object} TableFile
 * @property {string[]} columns @property {Record<string, any>[]} rows @property {RowProblem[]} problems
 */

/**
 * The cells of CSV text as RFC 4180 writes it.
 *
 * @param {string} text
 * @returns {{lines: string[][], problem: '' | 'quote'}} `quote` when a quoted cell does not end
 */
export function csvLines(text) {
  const lines = [];
  let line = [];
  let cell = '';
  let quoted = false;
  let wasQuoted = false;
  const endCell = () => {
    line.push(wasQuoted ? cell : cell.trim());
    cell = '';
    wasQuoted = false;
  };
  const endLine = () => {
    endCell();
    if (line.length > 1 || line[0] !== '') lines.push(line);
    line = [];
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"' && cell.trim() === '' && !wasQuoted) {
      quoted = true;
      wasQuoted = true;
      cell = '';
    } else if (sign === ',') endCell();
    else if (sign === '\n') endLine();
    else if (sign !== '\r' && !(wasQuoted && sign.trim() === '')) cell += sign;
  }
  if (cell !== '' || line.length > 0 || wasQuoted) endLine();
  return { lines, problem: quoted ? 'quote' : '' };
}

/** @param {string} text @returns {TableFile} */
export function readCsv(text) {
  const { lines, problem } = csvLines(text.replace(/^\uFEFF/, ''));
  const columns = lines[0] ?? [];
  /** @type {RowProblem[]} */
  const problems = problem ? [{ row: lines.length - 1, field: '', kind: problem }] : [];
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
  if (twice) problems.push({ row: 0, field: twice, kind: 'twice' });
  const rows = lines.slice(1).map((cells, index) => {
    if (cells.length > columns.length) problems.push({ row: index + 1, field: '', kind: 'cells' });
    return Object.fromEntries(columns.flatMap((name, column) => (name && cells[column] ? [[name, cells[column]]] : [])));
  });
  if (rows.length === 0 && problems.length === 0) problems.push({ row: 0, field: '', kind: 'empty' });
  return { columns: columns.filter(Boolean), rows, problems };
}

/** @param {string} text a JSON array of objects @returns {TableFile} */
export function readJson(text) {
  const whole = (kind) => ({ columns: [], rows: [], problems: [{ row: 0, field: '', kind }] });
  let value;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return whole('json');
  }
  if (!Array.isArray(value)) return whole('array');
  if (value.length === 0) return whole('empty');
  const isRow = (row) => row !== null && typeof row === 'object' && !Array.isArray(row);
  const problems = value.flatMap((row, index) => (isRow(row) ? [] : [{ row: index + 1, field: '', kind: 'object' }]));
  const rows = value.map((row) => (isRow(row) ? row : {}));
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows, problems };
}

/** The collection these columns look like; '' when they look like none. @param {readonly string[]} columns */
export const collectionOf = (columns) => COLLECTIONS.find((one) => one.columns.every((name) => columns.includes(name)))?.name ?? '';

/** @param {string} name whether a collection may be called so */
export const isCollectionName = (name) => NAME.test(name);

/**
 * The fields that make up the key of a row when nobody names them: as the server chooses.
 *
 * @param {Record<string, any>} row @param {string} collection @param {string} asked names separated by commas, '' for none
 */
export function keyFields(row, collection, asked = '') {
  const named = asked.split(',').map((name) => name.trim()).filter(Boolean);
  if (named.length > 0) return named;
  if ('key' in row) return ['key'];
  if ('id' in row) return ['id'];
  return KNOWN_KEYS[collection] ?? ['id'];
}

/**
 * What an import would find: the key of each row, rows without one, and keys that come twice.
 *
 * @param {TableFile} file @param {string} collection @param {string} [asked]
 * @returns {{keyFields: string[], keys: string[], problems: RowProblem[], repeated: number}}
 */
export function preview(file, collection, asked = '') {
  const problems = [...file.problems];
  const keys = [];
  const seen = new Set();
  let repeated = 0;
  const broken = new Set(file.problems.filter(({ kind }) => kind === 'object').map(({ row }) => row));
  file.rows.forEach((row, index) => {
    if (broken.has(index + 1)) return;
    const fields = keyFields(row, collection, asked);
    const parts = fields.map((field) => (['string', 'number'].includes(typeof row[field]) ? String(row[field]).trim() : ''));
    const missing = fields.filter((_, part) => parts[part] === '');
    if (missing.length > 0) problems.push({ row: index + 1, field: missing[0], kind: 'key' });
    const key = parts.join(JOIN);
    if (missing.length === 0 && seen.has(key)) repeated += 1;
    seen.add(key);
    keys.push(missing.length > 0 ? '' : key);
  });
  return { keyFields: keyFields(file.rows[0] ?? {}, collection, asked), keys, problems: problems.slice(0, MOST_PROBLEMS), repeated };
}

/**
 * Where the server found a problem: row and field of a pointer such as `/3/account_id`.
 *
 * @param {{pointer: string, code: string, detail: string}} error
 */
export function placeOf({ pointer }) {
  const [, index = '', ...field] = String(pointer ?? '').split('/');
  return /^\d+$/.test(index) ? { row: Number(index) + 1, field: field.join('/') } : { row: 0, field: '' };
}
