/** One test a transcript and side: `transcriptTests('kubectl')` plays kubectl/*.transcript. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { playTranscript, record } from './play-transcript.ts';
import { openEmbedded, openReal } from './sides.ts';
import type { Side } from './sides.ts';

/** `real` rewrites the transcripts with what the real side says. */
const RECORD = process.env.TRANSCRIPTS === 'record';

const OPENERS: Record<Side['name'], () => Promise<Side | undefined>> = {
  embedded: openEmbedded,
  real: openReal,
};

export function transcriptTests(folder: string): void {
  const files = readdirSync(join(import.meta.dirname, folder))
    .filter((file) => file.endsWith('.transcript'))
    .map((file) => join(import.meta.dirname, folder, file));
  for (const name of ['embedded', 'real'] as const) {
    describe.skipIf(name === 'real' ? process.env.REALSTAGE !== '1' : RECORD)(name, () => {
      let side: Side | undefined;
      beforeAll(async () => {
        side = await OPENERS[name]();
      });
      afterAll(async () => side?.close());

      test.concurrent.each(files.map((file) => [basename(file, '.transcript'), file] as const))(
        '%s',
        // Played again it would find what it left; a real cluster takes its time.
        { retry: 0, timeout: name === 'real' ? 400_000 : 110_000 },
        async (_, file) => {
          if (!side) throw new Error(`${name} is not there`);
          const { differences } = await playTranscript(file, side);
          if (RECORD) record(file, differences);
          else expect(differences).toEqual([]);
        },
      );
    });
  }
}
