import type { Text } from '../../messages/operator/index.ts';

/** Why nothing can be scaled at all. */
export interface Obstacle {
  reason: 'InvalidPolicy' | 'TargetNotFound' | 'TargetTaken';
  message: Text;
}
