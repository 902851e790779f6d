/** What the hall sees of the talk's repairs, in the smallest window that is promised. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unattended } from '../../../../src/cli/terminal/controls/controls.ts';
import { themeFor } from '../../../../src/cli/terminal/output/output.ts';
import { commandParts } from '../../../../src/cli/terminal/player/command-line.ts';
import { LinePlayer } from '../../../../src/cli/terminal/player/line-player.ts';
import { translator } from '../../../../src/messages/index.ts';
import { loadScenes } from '../../../../src/show/index.ts';
import { applyFix, resetWorkspace, talkFixes } from '../../../../src/stage/workspace/workspace.ts';
import { packageRoot } from '../../../../src/system/package-root.ts';

const COLUMNS = 60;
const ROWS = 16;
const POINTS: Record<string, string[]> = {
  logging: ["-const LOG_FILE = join(tmpdir(), 'app.log');", '+  process.stdout.write('],
  crash: ["+  app.get('/status'", '-    refreshNow(count.own);', 'app/src/self-care.ts ('],
  signals: ['app/Dockerfile', '+CMD ["./entrypoint.sh"]', 'app/entrypoint.sh', '+exec node', "'SIGTERM'"],
  load: ["+  app.get('/metrics'", 'app/src/metrics.ts (', "+    name: 'request_latency',"],
};

test.each(['en', 'cs'] as const)(
  'the point of every repair is to be seen where the show waits next: %s',
  async (language) => {
    const workspace = mkdtempSync(join(tmpdir(), 'pycont-workspace-'));
    try {
      const scenes = await loadScenes(join(packageRoot(), 'scenes'), language);
      await resetWorkspace(workspace, []);
      for (const [index, [id, points]] of Object.entries(POINTS).entries()) {
        const scene = scenes.find((each) => each.id === id)!;
        const at = scene.items.findIndex((item) => item.kind === 'step' && item.step.kind === 'fix');
        const item = scene.items[at]!;
        const diff = await applyFix(workspace, (await talkFixes())[index]!, 'repaired');
        const rows: string[] = [];
        const out = {
          isTTY: true,
          columns: COLUMNS,
          rows: ROWS,
          write: (text: string) => rows.push(...text.replace(/\n$/, '').split('\n')),
        };
        const controls = { ...unattended, diffShown: () => 'd' };
        const player = new LinePlayer(out, themeFor(out, { NO_COLOR: '1' }), controls, translator(language));
        if (item.kind !== 'step') throw new Error('not a step');
        out.write(`  ${commandParts(item.step).mark} ${commandParts(item.step).text}\n`);
        player.diff(diff, item.step);
        player.passed(item.step, { failures: [], ms: 5, attempts: 1, output: diff, interrupted: false });
        const next = scene.items[at + 1]!;
        if (next.kind === 'step') out.write(`  $ ${commandParts(next.step).text} ↵\n`);
        else {
          await player.item(next);
          out.write('  ↵ \n');
        }
        expect(rows.length, `${id}:\n${rows.join('\n')}`).toBeLessThanOrEqual(ROWS);
        for (const row of rows) expect(row.length).toBeLessThanOrEqual(COLUMNS);
        for (const point of points) expect(rows.join('\n')).toContain(point.slice(0, COLUMNS - 5));
        expect(rows.join('\n')).toMatch(
          language === 'en' ? /│ … \d+ lines more, d shows them/ : /│ … \d+ dalších řádků, ukáže klávesa d/,
        );
      }
    } finally {
      rmSync(workspace, { recursive: true, force: true });
    }
  },
);
