import type { Api } from '../../kubernetes/index.ts';
import { OPERATION } from '../../messages/operator/index.ts';
import { paths } from './resources.ts';
import type { DeploymentView } from './resources.ts';

/**
 * Sets the number of replicas through the scale subresource, with the version that the decision was based on: if the
 * Deployment was changed since, by a person or another operator, this throws 409.
 * Returns the Deployment after the write.
 */
export async function scaleTo(api: Api, target: DeploymentView, replicas: number): Promise<DeploymentView> {
  const { namespace, name, version } = target;
  const path = `${paths.deployments(namespace)}/${encodeURIComponent(name)}/scale`;
  const scale = await api.send<{ metadata?: { resourceVersion?: string } }>(
    OPERATION.scale({ name }),
    'PUT',
    path,
    {
      body: {
        apiVersion: 'autoscaling/v1',
        kind: 'Scale',
        metadata: { name, namespace, resourceVersion: version },
        spec: { replicas },
      },
    },
  );
  return { ...target, replicas, version: scale.metadata?.resourceVersion ?? version };
}
