import type { Api } from '../../kubernetes/index.ts';
import { OPERATION } from '../../messages/operator/index.ts';
import { paths } from './resources.ts';
import type { DeploymentView } from './resources.ts';

/**
 * Asks for another number of replicas through the scale subresource. The version the decision was made upon is
 * the fence: whoever changed the Deployment meanwhile, a human or another operator, wins, and this throws 409.
 * Gives the Deployment as it is after the write.
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
