/** Getting an image: what docker run and docker pull do and say. */
import { call } from './client.ts';

export interface Pulled {
  reference: string;
  canonical: string;
  id: string;
  fresh: boolean;
  provides: string;
}

/** The truth in docker's form: nothing comes from the network, and what stands in for the image is named. */
export function pullLines(pulled: Pulled): string[] {
  const [, repository = '', tag = ''] = /^[^/]+\/(.*):([^:]*)$/.exec(pulled.canonical) ?? [];
  const state = pulled.fresh ? 'Taken for' : 'Up to date:';
  return [
    `${tag}: Pulling from ${repository} (this stage's catalogue)`,
    `Digest: ${pulled.id}`,
    `Status: ${state} ${pulled.reference}: ${pulled.provides}`,
  ];
}

/** Has the image ready for a create; says on standard error what it did. */
export async function ensureImage(reference: string, policy: string, quiet: boolean): Promise<void> {
  const local = await call<boolean>('image.isLocal', { reference });
  if (policy === 'never' || (local && policy === 'missing')) return;
  if (!local && !quiet) process.stderr.write(`Unable to find image '${withTag(reference)}' locally\n`);
  const pulled = await call<Pulled>('image.pull', { reference });
  if (!quiet) process.stderr.write(`${pullLines(pulled).join('\n')}\n`);
}

const withTag = (reference: string) => (/:[^/]+$/.test(reference) ? reference : `${reference}:latest`);
