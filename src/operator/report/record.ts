import type { Api } from '../../kubernetes/index.ts';
import type { DeploymentView, ScalerStatus } from '../kubernetes/resources.ts';
import type { Target } from '../targets/targets.ts';
import type { TargetState } from '../targets/target-state.ts';
import { worthWriting, writeNote, writeStatus } from './status.ts';

interface Recorded {
  target: Target;
  /** Undefined if there is none, or it is not ours to scale. */
  deployment?: DeploymentView;
  state: TargetState;
  status: ScalerStatus;
  /** Seconds of a monotonic clock. */
  now: number;
}

/**
 * Writes the status of a LatencyScaler when it says something new, or the last step as a note at the Deployment of an
 * operator that runs by flags. Throws ApiFailure.
 */
export async function record(api: Api, { target, deployment, state, status, now }: Recorded): Promise<void> {
  if (target.scaler !== undefined) {
    if (!worthWriting(state.status, status, state.writtenAt, now)) return;
    await writeStatus(api, target.scaler, status);
  } else if (deployment !== undefined) {
    const { desiredReplicas, lastScaleTime } = state.status;
    if (
      status.lastScaleTime === undefined ||
      (lastScaleTime === status.lastScaleTime && desiredReplicas === status.desiredReplicas)
    )
      return;
    await writeNote(api, deployment, status);
  }
  state.status = status;
  state.writtenAt = now;
}
