/** The operator's requests to the API server, as in `could not …`. */
import { cz } from '../czech.ts';
import { area, entry } from '../message.ts';
import type { Text } from '../message.ts';

export const OPERATION = area('operation', {
  reach: entry('reach the API server', 'dosáhnout na API server'),
  scale: entry<{ name: string }>(
    ({ name }) => `scale ${name}`,
    ({ name }) => cz`škálovat ${name}`,
  ),
  writeStatus: entry<{ name: string }>(
    ({ name }) => `write the status of ${name}`,
    ({ name }) => cz`zapsat stav ${name}`,
  ),
  annotate: entry<{ name: string }>(
    ({ name }) => `annotate ${name}`,
    ({ name }) => cz`zapsat anotaci ${name}`,
  ),
  countEvent: entry('count an Event', 'započítat Event'),
  recordEvent: entry('record an Event', 'zaznamenat Event'),
  readLease: entry('read the lease', 'přečíst lease'),
  createLease: entry('create the lease', 'založit lease'),
  renewLease: entry('renew the lease', 'obnovit lease'),
  claim: entry<{ name: string }>(
    ({ name }) => `claim ${name}`,
    ({ name }) => cz`zabrat ${name}`,
  ),
  readClaim: entry('read a claim', 'přečíst zábor'),
  claims: entry('claims', 'zábory'),
  contended: entry<{ name: string }>(
    ({ name }) => `could not claim ${name}: its claim keeps changing`,
    ({ name }) => cz`nepodařilo se zabrat ${name}: jiní jeho zábor stále mění`,
  ),
  withoutClaims: entry<{ why: Text }>(
    ({ why }) => `${why}: other operators that scale the same Deployments are not detected`,
    ({ why }) => cz`${why}: kdo jiný škáluje totéž, se nepozná`,
  ),
});
