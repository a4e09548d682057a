import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerFrom, fieldsOf } from '../../src/main/web/js/core/schema-form.js';

const SCHEMA = {
  type: 'object',
  properties: {
    choice: { type: 'string', title: 'Name', oneOf: [{ const: 'a', title: 'Old' }, { const: 'b', title: 'New' }] },
    note: { type: 'string', title: 'Note' },
    n: { type: 'number' },
    day: { type: 'string', format: 'date' },
    sure: { type: 'boolean' },
  },
  required: ['choice'],
};
const reader = (values) => (name) => values[name] ?? null;

test('each kind of property becomes its kind of field', () => {
  assert.deepEqual(
    fieldsOf(SCHEMA).map(({ name, kind, title, required }) => [name, kind, title, required]),
    [
      ['choice', 'choice', 'Name', true],
      ['note', 'text', 'Note', false],
      ['n', 'number', 'n', false],
      ['day', 'date', 'day', false],
      ['sure', 'flag', 'sure', false],
    ],
  );
  assert.deepEqual(fieldsOf(SCHEMA)[0].options, [{ value: 'a', title: 'Old' }, { value: 'b', title: 'New' }]);
});

test('a plain list of values is a choice, an unknown type is a text field', () => {
  assert.equal(fieldsOf({ properties: { x: { enum: [1, 2] } } })[0].kind, 'choice');
  assert.equal(fieldsOf({ properties: { x: { type: 'array' } } })[0].kind, 'text');
});

test('no schema has no fields', () => {
  assert.deepEqual(fieldsOf(undefined), []);
  assert.deepEqual(fieldsOf({}), []);
});

test('an answer has the types of the schema and leaves empty fields out', () => {
  const read = reader({ choice: 'b', note: '  ', n: '3.5', day: '2026-11-23', sure: 'true' });
  assert.deepEqual(answerFrom(SCHEMA, read), {
    answer: { choice: 'b', n: 3.5, day: '2026-11-23', sure: true },
    missing: [],
    wrong: [],
  });
});

test('a needed field left empty is named', () => {
  assert.deepEqual(answerFrom(SCHEMA, reader({})).missing, ['choice']);
});

test('a value that does not fit is named and not sent', () => {
  const { answer, wrong } = answerFrom(SCHEMA, reader({ choice: 'z', n: 'many' }));
  assert.deepEqual(wrong, ['choice', 'n']);
  assert.deepEqual(answer, { sure: false });
});

test('an integer takes no fraction, and a choice keeps its type', () => {
  const schema = { properties: { n: { type: 'integer' }, level: { oneOf: [{ const: 1 }, { const: 2 }] } } };
  assert.deepEqual(answerFrom(schema, reader({ n: '1.5', level: '2' })), { answer: { level: 2 }, missing: [], wrong: ['n'] });
});
