/** A headless Chromium for tests of pages. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why there is none, in words for the report of a skipped test; empty when there is one. */
export const missingChromium = existsSync(executablePath)
  ? ''
  : `skipped: there is no Chromium at ${executablePath}; CHROMIUM names another`;

export function launchChromium(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
  return chromium.launch({ executablePath, args });
}
