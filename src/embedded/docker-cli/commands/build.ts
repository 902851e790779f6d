/** docker build. */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { resolve } from 'node:path';
import { splitPair } from '../../docker-engine/index.ts';
import type { BuildCall } from '../../docker-engine/index.ts';
import { write } from '../attach.ts';
import { stream } from '../client.ts';
import { flag, list, print, value } from '../command.ts';
import type { Command } from '../command.ts';
import { environment } from '../create-options.ts';
import { ShimError } from '../errors.ts';
import type { ParsedFlags } from '../flags.ts';

const build: Command = {
  summary: 'Build an image from a Dockerfile',
  usage: '[OPTIONS] PATH | -',
  flags: [
    list('build-arg', 'Set a build-time variable'),
    value('file', 'Name of the Dockerfile (default PATH/Dockerfile)', 'f'),
    list('label', 'Set a label'),
    flag('load', 'Accepted; the image is always loaded'),
    flag('no-cache', 'Do without the cache'),
    value('platform', 'Only the own platform is there'),
    value('progress', 'auto or plain; the output is always plain'),
    flag('pull', 'Accepted; base images are always up to date'),
    flag('quiet', 'Print the image id only', 'q'),
    list('tag', 'Name of the image (name:tag)', 't'),
    value('target', 'Stage to build'),
  ],
  least: 1,
  most: 1,
  async run(flags) {
    const call = await buildCall(flags);
    const quiet = flags.has('quiet');
    const kept: string[] = [];
    try {
      const result = await stream('image.build', call, async (item) => {
        if ('stderr' in item && !quiet) await write(process.stderr, item.stderr);
        if ('stderr' in item && quiet) kept.push(item.stderr);
      });
      if (quiet) print((result as { id: string }).id);
    } catch (error) {
      process.stderr.write(kept.join(''));
      if (!(error instanceof ShimError) || !error.fromDaemon) throw error;
      const { remedy } = error;
      throw new ShimError(`ERROR: failed to solve: ${error.message}`, {
        exitCode: 1,
        ...(remedy && { remedy }),
      });
    }
    return 0;
  },
};

async function buildCall(flags: ParsedFlags): Promise<BuildCall> {
  const [context = ''] = flags.words;
  if (/^(https?:|git:|git@|github\.com\/)/.test(context)) {
    throw new ShimError(`the embedded stage builds from folders of this machine only, not from ${context}`, {
      remedy: 'Fetch it first, and name the folder.',
    });
  }
  const [file, target] = [flags.value('file'), flags.value('target')];
  const fromInput = context === '-' || file === '-';
  const dockerfileText = fromInput ? await text(process.stdin) : undefined;
  if (dockerfileText?.includes('\0')) {
    throw new ShimError('a build context as a tar archive is not supported by the embedded stage', {
      remedy: 'Name the folder: docker build FOLDER',
    });
  }
  return {
    ...(context !== '-' && { contextFolder: resolve(context) }),
    ...(dockerfileText !== undefined ? { dockerfileText } : dockerfile(file)),
    tags: flags.list('tag'),
    buildArgs: Object.fromEntries(flags.list('build-arg').flatMap(environment).map(splitPair)),
    labels: Object.fromEntries(flags.list('label').map(splitPair)),
    ...(target !== undefined && { target }),
    noCache: flags.has('no-cache'),
  };
}

/** -f is relative to the working directory, not to the context. */
function dockerfile(file: string | undefined): { dockerfile?: string } {
  if (file === undefined) return {};
  const path = resolve(file);
  try {
    readFileSync(path);
  } catch {
    throw new ShimError(`ERROR: failed to read dockerfile: open ${file}: no such file or directory`, {
      remedy: '-f is relative to where you are, not to the context.',
    });
  }
  return { dockerfile: path };
}

export const commands: Record<string, Command> = { build };
