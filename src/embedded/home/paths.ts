/** The paths of the embedded stage's files. */
import { join } from 'node:path';

/** All paths below one home; two homes share nothing. */
export interface EmbeddedHome {
  root: string;
  /** JSON, 0600: pid, start time, API address, engine socket. It exists if a daemon was started. */
  daemonFile: string;
  kubeconfig: string;
  /** Unix socket of the Docker engine; short, because sun_path is limited to 107 bytes. */
  engineSocket: string;
  pki: string;
  store: string;
  images: string;
  containers: string;
  volumes: string;
  /** Of PersistentVolumes; those above are Docker's. */
  persistent: string;
  logs: string;
}

/** @param pyconthome absolute path of `$PYCONT_HOME` */
export function embeddedHome(pyconthome: string): EmbeddedHome {
  const root = join(pyconthome, 'embedded');
  const at = (...parts: string[]) => join(root, ...parts);
  return {
    root,
    daemonFile: at('daemon.json'),
    kubeconfig: at('kubeconfig'),
    engineSocket: at('engine.sock'),
    pki: at('pki'),
    store: at('store.json'),
    images: at('images'),
    containers: at('containers'),
    volumes: at('volumes'),
    persistent: at('persistent-volumes'),
    logs: at('logs'),
  };
}
