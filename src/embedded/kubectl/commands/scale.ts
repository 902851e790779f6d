/** kubectl scale */
import type { FlagSpec } from '../flags.ts';
import { pathOf, typeName } from '../discovery.ts';
import { usage } from '../errors.ts';
import { fileFlags } from '../named-manifests.ts';
import type { Json } from '../output/print.ts';
import { selected } from '../selected.ts';
import type { Session } from '../session.ts';

export const flags = {
  ...fileFlags,
  replicas: { type: 'string' },
  'current-replicas': { type: 'string' },
  selector: { type: 'string', short: 'l' },
  all: { type: 'boolean' },
} satisfies Record<string, FlagSpec>;

export async function run(session: Session): Promise<void> {
  const { line, client } = session;
  const replicas = Number(line.string('replicas') ?? Number.NaN);
  if (!Number.isInteger(replicas) || replicas < 0) {
    throw usage(
      'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
      'For example: --replicas=2',
    );
  }
  for (const { resource, namespace, name } of await selected(session)) {
    const path = `${pathOf(resource, namespace, name)}/scale`;
    const expected = line.string('current-replicas');
    if (expected !== undefined) {
      const present: Json = await client.json(path);
      if (present.spec.replicas !== Number(expected)) {
        throw usage(
          `Expected replicas to be ${expected}, was ${present.spec.replicas}`,
          'Check the current number and give it.',
        );
      }
    }
    await client.json(path, {
      method: 'PATCH',
      contentType: 'application/merge-patch+json',
      body: { spec: { replicas } },
    });
    session.print(`${typeName(resource)}/${name} scaled`);
  }
}
