/** Notes on the embedded stage on this machine; none of them stops the talk. */
import { DOCTOR } from '../../../messages/index.ts';
import type { Finding, Probe } from './probe.ts';

export async function kubectl(probe: Probe): Promise<Finding> {
  const version = await probe.ask('kubectl', 'version', '--client', '--output=json');
  if (version !== undefined) return { level: 'good', fact: DOCTOR.kubectlThere };
  return { level: 'note', fact: DOCTOR.ownKubectl };
}

export async function namespaces(probe: Probe): Promise<Finding> {
  const unshare = ['--user', '--map-root-user', '--pid', '--fork', 'true'];
  if (probe.platform === 'linux' && (await probe.ask('unshare', ...unshare)) !== undefined) {
    return { level: 'good', fact: DOCTOR.ownNamespaces };
  }
  return { level: 'note', fact: DOCTOR.noNamespaces };
}
