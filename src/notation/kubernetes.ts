/** The release whose API the embedded stage has, and whose kubectl it follows. */
const [major, minor, patch] = ['1', '32', '0'];
export const KUBERNETES_MINOR = `${major}.${minor}`;
/** As a kubelet reports it: the API version, not the program. */
export const KUBERNETES_RELEASE = `v${major}.${minor}.${patch}`;
/** As `/version` and `kubectl version` report it. */
export const KUBERNETES_VERSION = { major, minor, gitVersion: `${KUBERNETES_RELEASE}+pycont` };

/** The namespace of a talk, on every stage. */
export const NAMESPACE = 'pycont';

/** RFC 3339 in whole seconds, as Kubernetes writes times. @param at milliseconds since the epoch */
export function timestamp(at: number = Date.now()): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
