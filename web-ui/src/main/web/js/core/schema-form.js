/** @typedef {import('../types.js').Field} Field */

/**
 * The fields a question asks for. A property we cannot draw better becomes a text field.
 *
 * @param {any} schema an object schema with `properties` and `required`
 * @returns {Field[]}
 */
export function fieldsOf(schema) {
  const properties = schema?.properties ?? {};
  const required = new Set(Array.isArray(schema?.required) ? schema.required : []);
  return Object.entries(properties).map(([name, property]) => ({
    name,
    kind: kindOf(property),
    title: String(property?.title || name),
    hint: String(property?.description || ''),
    required: required.has(name),
    options: optionsOf(property),
  }));
}

function kindOf(property) {
  if (optionsOf(property).length > 0) return 'choice';
  if (property?.type === 'number' || property?.type === 'integer') return 'number';
  if (property?.type === 'boolean') return 'flag';
  return property?.format === 'date' ? 'date' : 'text';
}

function optionsOf(property) {
  const listed = property?.oneOf ?? property?.anyOf;
  if (Array.isArray(listed)) {
    return listed
      .filter((option) => option && 'const' in option)
      .map((option) => ({ value: String(option.const), title: String(option.title || option.const) }));
  }
  return Array.isArray(property?.enum)
    ? property.enum.map((value) => ({ value: String(value), title: String(value) }))
    : [];
}

/**
 * The answer in the types the schema asks for; a field left empty is left out.
 *
 * @param {any} schema @param {(name: string) => string | null} read the raw value of a field
 * @returns {{answer: Record<string, unknown>, missing: string[], wrong: string[]}} names of fields without a needed
 *   value and of fields whose value does not fit
 */
export function answerFrom(schema, read) {
  const answer = {};
  const missing = [];
  const wrong = [];
  for (const field of fieldsOf(schema)) {
    if (field.kind === 'flag') {
      answer[field.name] = read(field.name) !== null;
      continue;
    }
    const raw = (read(field.name) ?? '').trim();
    if (raw === '') {
      if (field.required) missing.push(field.name);
      continue;
    }
    const value = typed(schema.properties[field.name], field, raw);
    if (value === undefined) wrong.push(field.name);
    else answer[field.name] = value;
  }
  return { answer, missing, wrong };
}

function typed(property, field, raw) {
  if (field.kind === 'choice') return chosen(property, raw);
  if (field.kind !== 'number') return raw;
  const number = Number(raw);
  if (!Number.isFinite(number) || (property.type === 'integer' && !Number.isInteger(number))) return undefined;
  return number;
}

// A constant may be a number or a flag; what the form gives back is always text.
function chosen(property, raw) {
  const listed = property.oneOf ?? property.anyOf;
  const constants = Array.isArray(listed) ? listed.map((option) => option?.const) : (property.enum ?? []);
  return constants.find((constant) => String(constant) === raw);
}
