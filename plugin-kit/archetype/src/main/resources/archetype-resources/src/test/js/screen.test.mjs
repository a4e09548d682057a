import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeHost } from '../../../target/handoff-ui/testkit/fake-host.js';
import * as screen from '../../main/resources/META-INF/handoff/ui/screen.js';

const kitFor = (options = {}) => fakeHost({ pluginId: '${artifactId}', screen: '${artifactId}', ...options });

test('the button hands the draft over', async () => {
  const kit = kitFor();
  await kit.mount(screen);
  await kit.buttons()[0].click();
  assert.equal(kit.handoffs[0].source_screen, '${artifactId}');
  assert.equal(kit.handoffs[0].source_action_key, 'write');
});

test('what the source declines is said on the screen', async () => {
  const kit = kitFor({ answers: { handoff: Object.assign(new Error('no'), { code: 'declined', detail: 'not today' }) } });
  await kit.mount(screen);
  await kit.buttons()[0].click();
  assert.match(kit.text(), /not today/);
});
