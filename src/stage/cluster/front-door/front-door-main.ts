/** The front door as a program of its own: it stays open between the commands of a talk. */
import { closeSync, writeFileSync } from 'node:fs';
import { WORD_DESCRIPTOR } from '../../../system/detached-program.ts';
import { identify } from '../../../system/process-identity.ts';
import { replaceFileSync } from '../../../system/replace-file.ts';
import { openFrontDoor, wayOf } from './front-door.ts';
import type { FrontDoorFile } from './front-door-process.ts';

const [, , kubeconfig = '', namespace = '', port = '0', file = ''] = process.argv;

try {
  let record: FrontDoorFile | undefined;
  const tell = (news: Partial<FrontDoorFile>) => {
    record = { ...identify(process.pid)!, port: Number(port), kubeconfig, way: wayOf(), ...record, ...news };
    // Others read it at any time.
    replaceFileSync(file, JSON.stringify(record), { mode: 0o600 });
  };
  const onWay = (way: string) => tell({ way });
  const door = await openFrontDoor({ kubeconfig, namespace, podPort: 5000, port: Number(port), onWay });
  tell({ port: door.port });
  process.on('SIGTERM', () => {
    door.close();
    process.exit(0);
  });
  writeFileSync(WORD_DESCRIPTOR, 'ready');
} catch (error) {
  writeFileSync(WORD_DESCRIPTOR, (error as Error).message);
  process.exitCode = 1;
}
closeSync(WORD_DESCRIPTOR);
