import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeHost } from '../../../target/handoff-ui/testkit/fake-host.js';
import * as screen from '../../main/resources/META-INF/handoff/ui/screen.js';

const CONTENTS = 'GET /v2/projects/p1/documents/contents?limit=100';
const contents = (...topics) => ({ items: topics.map((topic) => ({ content: { topic } })), next_cursor: '' });

test('each topic has one button', async () => {
  const kit = fakeHost({ pluginId: 'topic-radar', screen: 'topic-radar', answers: { [CONTENTS]: contents('科普', '旅行', '科普', '') } });
  await kit.mount(screen);
  assert.deepEqual(kit.buttons().map((button) => button.text), ['旅行', '科普']);
});

test('a button hands its topic over', async () => {
  const kit = fakeHost({ pluginId: 'topic-radar', screen: 'topic-radar', answers: { [CONTENTS]: contents('科普') } });
  await kit.mount(screen);
  await kit.buttons()[0].click();
  assert.equal(kit.handoffs[0].source_action_key, 'compare');
  assert.deepEqual(kit.handoffs[0].fields, { topic: '科普' });
});

test('what the source declines is said on the screen', async () => {
  const declined = Object.assign(new Error('no'), { code: 'declined', detail: '项目里还没有内容' });
  const kit = fakeHost({ pluginId: 'topic-radar', screen: 'topic-radar', answers: { [CONTENTS]: contents('科普'), handoff: declined } });
  await kit.mount(screen);
  await kit.buttons()[0].click();
  assert.match(kit.text(), /项目里还没有内容/);
});

test('without contents it says so', async () => {
  const kit = fakeHost({ pluginId: 'topic-radar', screen: 'topic-radar', texts: { empty: 'nothing yet' }, answers: { [CONTENTS]: contents() } });
  await kit.mount(screen);
  assert.match(kit.text(), /nothing yet/);
});
