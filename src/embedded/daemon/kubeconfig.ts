import { NAMESPACE } from '../../notation/index.ts';
import { replaceFileSync } from '../../system/replace-file.ts';
import type { ApiServer } from '../apiserver/index.ts';
import type { EmbeddedHome } from '../home/index.ts';

/** Replaces an existing one, which `kubectl config set-context` may have changed. */
export function writeKubeconfig({ kubeconfig }: EmbeddedHome, api: ApiServer): void {
  replaceFileSync(kubeconfig, api.kubeconfig(NAMESPACE), { mode: 0o600 });
}
