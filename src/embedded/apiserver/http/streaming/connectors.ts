/** The subresources of pods that upgrade the connection. */
import type { UpgradeCall } from '../context.ts';
import { attach, exec } from './command.ts';
import { portForward } from './port-forward.ts';

export const connectors: Record<string, (call: UpgradeCall) => Promise<void>> = {
  exec,
  attach,
  portforward: portForward,
};
