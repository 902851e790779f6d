import { junitOf, listTalk, markdownReportOf, readLedgers, reportOf } from '../../../show/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { REPORT, translator } from '../../../messages/index.ts';
import { themeFor } from '../../terminal/output/output.ts';
import type { RehearseOptions } from './options.ts';
import type { Settings } from '../../settings.ts';
import { ledgerFolderOf } from '../../talk/talk-at.ts';
import { renderReport } from './report-table.ts';

/** Reports on all ledgers of this talk, or only those of a given stage. */
export async function printReport(settings: Settings, options: RehearseOptions): Promise<void> {
  const minutes = options.minutes === undefined ? undefined : Number(options.minutes);
  if (minutes !== undefined && !(minutes > 0 && Number.isFinite(minutes))) {
    const given = options.minutes ?? '';
    throw new UserError(REPORT.invalidMinutes({ minutes: given }), REPORT.minutesExample, { exitCode: 2 });
  }
  const stage = settings.stage === 'auto' ? undefined : settings.stage;
  const ledgers = await readLedgers(ledgerFolderOf(settings), settings.scenes, stage);
  if (ledgers.length === 0) throw new UserError(REPORT.noRehearsal, REPORT.rehearseFirst);
  const report = reportOf(ledgers, minutes, minutes === undefined ? [] : await describedIn(settings));
  const format = options.format ?? (options.json ? 'json' : 'text');
  const formats: Record<string, () => string> = {
    text: () => renderReport(report, themeFor(process.stdout), process.stdout, translator(settings.language)),
    json: () => `${JSON.stringify(report, null, 2)}\n`,
    // JUnit has the verdicts of one run: the newest.
    junit: () => junitOf(ledgers.at(-1)!),
    markdown: () => markdownReportOf(report),
  };
  process.stdout.write(formats[format]!());
}

/** What scenes need is in scene.md alone, what is lost without them in the user's language. */
async function describedIn({ scenes, language }: Settings) {
  const [inTalk, worded] = await Promise.all([listTalk(scenes), listTalk(scenes, language)]);
  const needs = new Map(inTalk.map((scene) => [scene.id, scene.needs ?? []]));
  return worded.map((scene) => ({ ...scene, needs: needs.get(scene.id) ?? [] }));
}
