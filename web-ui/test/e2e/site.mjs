import { after, before } from 'node:test';
import { openBrowser } from './browser.mjs';
import { startServer } from './server.mjs';

/**
 * A server and a browser for all tests of a file; both end with it.
 *
 * @param {(site: {server: any, browser: any, context: any, page: any, complaints: string[]}) => unknown} take keeps
 *   what the file needs, and does what comes before its first test
 * @param {(data: string) => unknown} [prepare] what is in the data folder before the server starts
 */
export function useSite(take, prepare) {
  let server;
  let browser;
  before(async () => {
    server = await startServer([], prepare);
    const opened = await openBrowser();
    browser = opened.browser;
    await take({ server, ...opened });
  }, { timeout: 300_000 });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
}
