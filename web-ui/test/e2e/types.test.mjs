// The modules of the pages agree with their types. Here because the compiler comes with the browser driver.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeErrors } from '../check.mjs';

test('the modules have no type errors', { timeout: 120_000 }, () => assert.equal(typeErrors(), ''));
