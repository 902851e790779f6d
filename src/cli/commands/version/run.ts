/** What a bug report needs: the version first, then where it runs. */
import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import type { Tell } from '../../language/tell.ts';
import { readTalkState, talkFolder } from '../../../show/index.ts';
import { pycontHome } from '../../settings.ts';
import { packageRoot } from '../../../system/package-root.ts';

export function version(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string })
    .version;
}

/** Where the talk that is in progress plays. */
async function stageNow(): Promise<string> {
  const { talk } = await readTalkState(talkFolder(join(pycontHome(), 'talk'))).catch(() => ({
    talk: undefined,
  }));
  return talk ? `${talk.stage}, for the talk in progress` : 'none: no talk is in progress';
}

export async function versionReport(tell: Tell): Promise<string> {
  const { execa } = await import('execa');
  const ask = async (program: string, ...args: string[]) => {
    const { stdout, failed } = await execa(program, args, { reject: false, timeout: 3_000 });
    return failed || typeof stdout !== 'string' ? 'none' : stdout.split('\n')[0]!;
  };
  const [bash, docker, kubectl] = await Promise.all([
    ask('bash', '-c', 'echo $BASH_VERSION'),
    ask('docker', 'version', '--format', '{{.Client.Version}}'),
    ask('kubectl', 'version', '--client'),
  ]);
  const facts = [
    ['stage', await stageNow()],
    ['node', process.version],
    ['platform', `${process.platform} ${process.arch}, ${release()}`],
    ['bash', bash],
    ['embedded', 'Kubernetes API 1.32, of this pycont'],
    ['cluster', `docker ${docker}, kubectl ${kubectl.replace(/^Client Version: /, '')}`],
  ];
  return `${version()}\n${facts.map(([label, value]) => `${tell.word(label!).padEnd(9)} ${tell(value!)}\n`).join('')}`;
}
