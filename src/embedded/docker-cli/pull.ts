/** Pulls an image, for docker run and docker pull. */
import { call } from './client.ts';

export interface Pulled {
  reference: string;
  canonical: string;
  id: string;
  isNew: boolean;
  provides: string;
}

/** In Docker's format, but without pretending a download: names what stands in for the image. */
export function pullLines(pulled: Pulled): string[] {
  const [, repository = '', tag = ''] = /^[^/]+\/(.*):([^:]*)$/.exec(pulled.canonical) ?? [];
  const state = pulled.isNew ? 'Taken for' : 'Up to date:';
  return [
    `${tag}: Pulling from ${repository} (a stand-in of this stage)`,
    `Digest: ${pulled.id}`,
    `Status: ${state} ${pulled.reference}: ${pulled.provides}`,
  ];
}

/** Makes the image available for a create; reports on standard error. */
export async function ensureImage(reference: string, policy: string, quiet: boolean): Promise<void> {
  const local = await call<boolean>('image.isLocal', { reference });
  if (policy === 'never' || (local && policy === 'missing')) return;
  if (!local && !quiet) process.stderr.write(`Unable to find image '${withTag(reference)}' locally\n`);
  const pulled = await call<Pulled>('image.pull', { reference });
  if (!quiet) process.stderr.write(`${pullLines(pulled).join('\n')}\n`);
}

const withTag = (reference: string) => (/:[^/]+$/.test(reference) ? reference : `${reference}:latest`);
