/** The front door as a program of its own: it stays open between the commands of a talk. */
import { closeSync, writeFileSync } from 'node:fs';
import { WORD_DESCRIPTOR } from '../../detached-program.ts';
import { identify } from '../../process-identity.ts';
import { openFrontDoor } from './front-door.ts';
import type { FrontDoorFile } from './front-door-process.ts';

const [, , kubeconfig = '', namespace = '', port = '0', file = ''] = process.argv;

try {
  const door = await openFrontDoor({ kubeconfig, namespace, podPort: 5000, port: Number(port) });
  const record: FrontDoorFile = { ...identify(process.pid)!, port: door.port, kubeconfig };
  writeFileSync(file, JSON.stringify(record), { mode: 0o600 });
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
