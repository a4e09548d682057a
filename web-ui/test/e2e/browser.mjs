import { chromium } from 'playwright-core';

export const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/**
 * A page in the installed Chromium that remembers everything that went wrong in it.
 *
 * @param {{width?: number, height?: number, locale?: string, context?: object}} [options] `context` for more of it
 */
export async function openBrowser({ width = 1440, height = 960, locale = 'zh-CN', context: more = {} } = {}) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: FLAGS });
  const context = await browser.newContext({ viewport: { width, height }, locale, ...more });
  const complaints = [];
  const page = await openPage(context, complaints);
  return { browser, context, page, complaints };
}

/** A page in a browser of its own for somebody whose session is given; with other looks, when `options` say so. */
export async function openOther(browser, session, complaints, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 960 }, locale: 'zh-CN', storageState: session, ...options });
  return { context, other: await openPage(context, complaints) };
}

/** One more page that remembers what went wrong in it. */
export async function openPage(context, complaints) {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.stack ?? error}`));
  // A violated policy is an event even where nothing is written to the console.
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  return page;
}
