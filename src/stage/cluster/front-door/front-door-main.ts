/** The front door as a program of its own: it stays open between the commands of a talk. */
import { closeSync, writeFileSync } from 'node:fs';
import { WORD_DESCRIPTOR, refusal } from '../../../system/detached-program.ts';
import { identify } from '../../../system/process-identity.ts';
import { replaceFileSync } from '../../../system/replace-file.ts';
import { openFrontDoor } from './front-door.ts';
import type { FrontDoorFile } from './front-door-process.ts';

const [, , kubeconfig = '', namespace = '', port = '0', file = ''] = process.argv;

async function main(): Promise<void> {
  try {
    let record: FrontDoorFile | undefined;
    const note = (news: Partial<FrontDoorFile>) => {
      record = { ...identify(process.pid)!, port: Number(port), kubeconfig, ...record, ...news };
      // Others read it at any time.
      replaceFileSync(file, JSON.stringify(record), { mode: 0o600 });
    };
    const onWay = (ingress: string | undefined) => note({ ingress });
    const door = await openFrontDoor({ kubeconfig, namespace, podPort: 5000, port: Number(port), onWay });
    note({ port: door.port });
    process.on('SIGTERM', () => {
      door.close();
      process.exit(0);
    });
    writeFileSync(WORD_DESCRIPTOR, 'ready');
  } catch (error) {
    writeFileSync(WORD_DESCRIPTOR, refusal(error));
    process.exitCode = 1;
  }
  closeSync(WORD_DESCRIPTOR);
}

void main();
