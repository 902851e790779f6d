/** What is different on this machine when it plays the embedded stage; nothing of it can stop the talk. */
import type { Finding, Probe } from './probe.ts';

export async function kubectl(probe: Probe): Promise<Finding> {
  const version = await probe.ask('kubectl', 'version', '--client', '--output=json');
  if (version !== undefined) return { level: 'good', fact: 'kubectl is on PATH' };
  return {
    level: 'note',
    fact: "kubectl is not on PATH: the embedded stage brings a small one for the talk's commands",
  };
}

export async function namespaces(probe: Probe): Promise<Finding> {
  const unshare = ['--user', '--map-root-user', '--pid', '--fork', 'true'];
  if (probe.platform === 'linux' && (await probe.ask('unshare', ...unshare)) !== undefined) {
    return { level: 'good', fact: 'containers of the embedded stage get namespaces of their own' };
  }
  return {
    level: 'note',
    fact: 'there are no user namespaces here: containers of the embedded stage are plain processes, which see the files and processes of the machine',
  };
}
