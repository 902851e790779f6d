/** What prevents a target from being scaled. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const TARGET = area('target', {
  of: entry<{ name: string; why: Text }>(
    ({ name, why }) => `${name}: ${why}`,
    ({ name, why }) => cz`${name}: ${why}`,
  ),
  noDeployment: entry<{ name: string }>(
    ({ name }) => `there is no Deployment ${name}`,
    ({ name }) => cz`Deployment ${name} tu není`,
  ),
  sameDeployment: entry<{ scaler: string }>(
    ({ scaler }) => `LatencyScaler ${scaler} scales the same Deployment`,
    ({ scaler }) => cz`stejný Deployment škáluje LatencyScaler ${scaler}`,
  ),
  taken: entry<{ name: string; holder: string }>(
    ({ name, holder }) => `Deployment ${name} is scaled by ${holder}`,
    ({ name, holder }) => cz`Deployment ${name} škáluje ${holder}`,
  ),
});
