/** The facts for a bug report: the version first, then the platform. */
import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { VERSION } from '../../../messages/index.ts';
import type { Text, Translate } from '../../../messages/index.ts';
import { readTalkState, talkFolder } from '../../../show/index.ts';
import { pycontHome } from '../../settings.ts';
import { packageRoot } from '../../../system/package-root.ts';

export function version(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string })
    .version;
}

/** The stage of the talk in progress. */
async function stageNow(): Promise<Text> {
  const { talk } = await readTalkState(talkFolder(join(pycontHome(), 'talk'))).catch(() => ({
    talk: undefined,
  }));
  return talk ? VERSION.talkOn({ stage: talk.stage }) : VERSION.noTalk;
}

export async function versionReport(translate: Translate): Promise<string> {
  const { execa } = await import('execa');
  const ask = async (program: string, ...args: string[]): Promise<string | undefined> => {
    const { stdout, failed } = await execa(program, args, { reject: false, timeout: 3_000 });
    return failed || typeof stdout !== 'string' ? undefined : stdout.split('\n')[0]!;
  };
  const [bash, docker, kubectl] = await Promise.all([
    ask('bash', '-c', 'echo $BASH_VERSION'),
    ask('docker', 'version', '--format', '{{.Client.Version}}'),
    ask('kubectl', 'version', '--client'),
  ]);
  const clients = {
    docker: docker ?? VERSION.none,
    kubectl: kubectl?.replace(/^Client Version: /, '') ?? VERSION.none,
  };
  const facts: [label: Text, value: Text][] = [
    [VERSION.stage, await stageNow()],
    [VERSION.node, process.version],
    [VERSION.platform, `${process.platform} ${process.arch}, ${release()}`],
    [VERSION.bash, bash ?? VERSION.none],
    [VERSION.embedded, VERSION.kubernetes],
    [VERSION.cluster, VERSION.clients(clients)],
  ];
  const lines = facts.map(([label, value]) => `${translate(label).padEnd(9)} ${translate(value)}\n`);
  return `${version()}\n${lines.join('')}`;
}
