/** Lines to scroll through, while the window becomes another. */
import type { WriteStream } from 'node:tty';
import { expect, test, vi } from 'vitest';
import { themeFor } from '../../../../src/cli/terminal/output/output.ts';
import { Viewer } from '../../../../src/cli/terminal/screen/viewer.ts';
import { COLOURS, Window } from './window.ts';

function open(atEnd: boolean) {
  vi.stubEnv('TERM', COLOURS.TERM);
  const window = new Window(40, 14);
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);
  const viewed = { title: 'Lines', lines, footer: 'q closes', atEnd };
  const viewer = new Viewer(viewed, window as unknown as WriteStream, themeFor(window, COLOURS));
  viewer.open();
  return {
    viewer,
    become: (rows: number) => {
      window.become(40, rows);
      viewer.draw();
    },
    /** The first and the last line that are shown. */
    shown: async () => {
      const rows = (await window.seen()).filter((row) => row.startsWith('line'));
      return [rows[0], rows.at(-1)];
    },
  };
}

test('what was opened at its beginning stays there when the window becomes lower or higher', async () => {
  const { viewer, become, shown } = open(false);
  expect(await shown()).toEqual(['line 1', 'line 10']);
  become(9);
  expect(await shown()).toEqual(['line 1', 'line 5']);
  viewer.scroll('line-down');
  become(14);
  expect(await shown()).toEqual(['line 2', 'line 11']);
  viewer.scroll('page-up');
  expect(await shown()).toEqual(['line 1', 'line 10']);
});

test('what was opened at its end stays there', async () => {
  const { viewer, become, shown } = open(true);
  expect(await shown()).toEqual(['line 31', 'line 40']);
  become(9);
  expect(await shown()).toEqual(['line 36', 'line 40']);
  viewer.scroll('line-up');
  become(14);
  expect(await shown()).toEqual(['line 30', 'line 39']);
  expect(viewer.atEnd).toBe(false);
  viewer.scroll('page-down');
  expect(await shown()).toEqual(['line 31', 'line 40']);
  expect(viewer.atEnd).toBe(true);
});

test('its end is known, wherever it was opened', () => {
  const { viewer, become } = open(false);
  expect(viewer.atEnd).toBe(false);
  for (let page = 0; page < 4; page += 1) viewer.scroll('page-down');
  expect(viewer.atEnd).toBe(true);
  viewer.scroll('page-up');
  expect(viewer.atEnd).toBe(false);
  become(60);
  expect(viewer.atEnd).toBe(true);
});
