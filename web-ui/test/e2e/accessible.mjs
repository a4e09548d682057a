import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails when axe finds anything in the page as it stands, or in a part of it. */
export async function accessible(page, part = '') {
  // What is still moving has colours of its own, and what is drawn next may begin to move. In a closed window nothing moves.
  await page.evaluate(async () => {
    const moving = () => document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity && effect?.target.checkVisibility());
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    do {
      await Promise.allSettled(moving().map((one) => one.finished));
      await drawn();
    } while (moving().length > 0);
  });
  // The runner injects past the page's policy, which holds for the page itself.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const violations = await page.evaluate(async ([tags, within]) => {
    const { violations: found } = await globalThis.axe.run(within || document, { runOnly: tags });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`);
  }, [STANDARD, part]);
  assert.deepEqual(violations, []);
}
