/**
 * `transcriptTests('kubectl')` plays kubectl/*.transcript on the embedded stage, and with REALSTAGE=1 also on the
 * engine and the cluster of the environment, from which the transcripts were recorded. TRANSCRIPTS=record, with
 * REALSTAGE=1, records them again.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbedded } from './embedded-side.ts';
import type { Side } from './embedded-side.ts';
import { playTranscript, record } from './play-transcript.ts';
import { openReal, realSideIsThere } from './real-side.ts';

const RECORD = process.env.TRANSCRIPTS === 'record';

interface Play {
  open: () => Promise<Side>;
  skip: boolean;
}

const plays: Record<Side['name'], Play> = {
  embedded: { open: openEmbedded, skip: RECORD },
  real: { open: openReal, skip: !realSideIsThere },
};

export function transcriptTests(folder: string): void {
  const files = readdirSync(join(import.meta.dirname, folder))
    .filter((file) => file.endsWith('.transcript'))
    .map((file) => join(import.meta.dirname, folder, file));

  describe.each(Object.entries(plays))('%s', (_, { open, skip }) => {
    let side: Side | undefined;
    beforeAll(async () => {
      if (!skip) side = await open();
    });
    afterAll(async () => side?.close());

    test.skipIf(skip).concurrent.each(files.map((file) => [basename(file, '.transcript'), file] as const))(
      '%s',
      // A real cluster takes its time.
      { timeout: 400_000 },
      async (_, file) => {
        const { differences } = await playTranscript(file, side!);
        if (RECORD) record(file, differences);
        else expect(differences).toEqual([]);
      },
    );
  });
}
