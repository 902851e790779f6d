/** The page in a real Chromium, with what a test must never see: errors, foreign requests, violations of the policy. */
import type { Browser, Page } from 'playwright-core';
import type { Fixture } from '../fixture/server.ts';

export interface Opened {
  page: Page;
  /** Whatever went wrong, and every request to somebody else. */
  wrongs: string[];
}

interface Options {
  size?: [width: number, height: number];
  dark?: boolean;
  reduced?: boolean;
  search?: string;
}

export const HALL: [number, number] = [1280, 720];
export const LARGE: [number, number] = [1920, 1080];
export const PHONE: [number, number] = [390, 844];

export async function openPage(browser: Browser, fixture: Fixture, options: Options = {}): Promise<Opened> {
  const { size: [width, height] = HALL, dark = false, reduced = false, search = '' } = options;
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: reduced ? 'reduce' : 'no-preference',
  });
  const wrongs: string[] = [];
  page.on('pageerror', ({ message }) => wrongs.push(message));
  page.on('console', (said) => {
    // A server that is gone is said there, too.
    if (said.type() === 'error' && !said.text().includes('ERR_')) wrongs.push(said.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(fixture.url)) wrongs.push(request.url());
  });
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      // oxlint-disable-next-line no-console
      console.error('policy', violatedDirective, blockedURI),
    );
  });
  await page.goto(fixture.url + search);
  await page.locator('main').waitFor();
  return { page, wrongs };
}
