/** The parts of a pod's spec and status that the kubelet reads and writes. */
import type {
  Container,
  LifecycleHandler,
  SecretVolumeSource,
  VolumeProjection,
} from 'kubernetes-types/core/v1.d.ts';

export type {
  ConfigMapKeySelector as KeyRef,
  DownwardAPIVolumeFile as DownwardItem,
  EnvFromSource as EnvFrom,
  EnvVar,
  HTTPGetAction as HttpGet,
  KeyToPath,
  Probe,
  ResourceFieldSelector as ResourceFieldRef,
  SecurityContext,
  Volume,
} from 'kubernetes-types/core/v1.d.ts';

/** The API server has validated that there is an image. */
export type PodContainer = Container & { image: string };

/** What a volume is filled from, alone or projected. */
export type VolumeSources = Omit<VolumeProjection, 'secret'> & {
  secret?: VolumeProjection['secret'] & Pick<SecretVolumeSource, 'secretName'>;
};

/** Of a probe and of a container's lifecycle. */

export type Handler = LifecycleHandler & { grpc?: unknown };

export interface Waiting {
  reason: string;
  message?: string;
}

export type ContainerStateStatus =
  { waiting: Waiting } | { running: { startedAt: string } } | { terminated: Terminated };

export interface Terminated {
  exitCode: number;
  reason: string;
  message?: string;
  startedAt: string;
  finishedAt: string;
  containerID?: string;
}

export interface ContainerStatus {
  name: string;
  image: string;
  imageID: string;
  containerID?: string;
  restartCount: number;
  ready: boolean;
  started: boolean;
  state: ContainerStateStatus;
  lastState: Partial<{ terminated: Terminated }>;
}
