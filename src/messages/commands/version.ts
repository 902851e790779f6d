/** Messages of `pycont --version`. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const VERSION = area('version', {
  stage: entry('stage', 'prostředí'),
  node: entry('node', 'node'),
  platform: entry('platform', 'platforma'),
  bash: entry('bash', 'bash'),
  embedded: entry('embedded', 'embedded'),
  cluster: entry('cluster', 'cluster'),

  talkOn: entry<{ stage: string }>(
    ({ stage }) => `${stage}, for the talk in progress`,
    ({ stage }) => cz`${stage}, pro rozehranou přednášku`,
  ),
  noTalk: entry('none: no talk is in progress', 'žádné: žádná přednáška není rozehraná'),
  none: entry('none', 'není'),
  kubernetes: entry('Kubernetes API 1.32, in pycont', 'Kubernetes API 1.32, z tohoto pycontu'),
  clients: entry<{ docker: Text; kubectl: Text }>(
    ({ docker, kubectl }) => `docker ${docker}, kubectl ${kubectl}`,
    ({ docker, kubectl }) => cz`docker ${docker}, kubectl ${kubectl}`,
  ),
});
