import { expect, test } from 'vitest';
import { partsOf } from '../../../src/show/player/step-parts.ts';
import type { CommandStep } from '../../../src/show/format/scene.ts';

test.each<[command: string, check: string, parts: string[]]>([
  ['cat app/Dockerfile', '', []],
  ['grep -rn "Something terrible" app/src', '', []],
  ['docker build -t a:1 app', 'docker image inspect a:1', ['engine']],
  ['docker push a:1', '', ['engine', 'cluster']],
  ['time docker stop kad', '', ['engine']],
  ['curl -s $LOCAL_URL/', '', ['engine']],
  ['curl -s "${APP_URL}/status"', '', ['cluster']],
  ['kubectl get pods', '', ['cluster']],
  ['pycont graph --once', '', ['cluster']],
  ['true', 'kubectl get namespace pycont', ['cluster']],
])('%s, checked by "%s", needs %j', (command, check, parts) => {
  const expectations = check ? [{ kind: 'check' as const, command: check }] : [];
  expect(partsOf({ command, expectations } as unknown as CommandStep)).toEqual(parts);
});
