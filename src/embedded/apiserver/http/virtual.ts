/** Resources that are computed, not stored: access and token reviews, metrics. */
import type { Authenticator } from './auth/authenticate.ts';
import { readObject } from './body.ts';
import type { Call } from './context.ts';
import { nodeMetrics, podMetrics } from './metrics.ts';
import { isAllowed, rulesFor } from './auth/rbac.ts';
import type { Attributes } from './auth/rbac.ts';
import { apiVersionOf } from '../resource.ts';
import { send } from './respond.ts';
import { badRequest, noSuchMethod } from '../errors.ts';
import type { User } from './auth/user.ts';

// oxlint-disable-next-line typescript/no-explicit-any
type Spec = Record<string, any>;

type Review = (call: Call, spec: Spec, authenticator: Authenticator) => object;

const reviews: Record<string, Review> = {
  selfsubjectaccessreviews: ({ cluster, user }, spec) => accessReview(cluster, user, spec),
  subjectaccessreviews: ({ cluster }, spec) => accessReview(cluster, subject(spec), spec),
  localsubjectaccessreviews: ({ cluster }, spec) => accessReview(cluster, subject(spec), spec),
  selfsubjectrulesreviews: ({ cluster, user }, spec) => {
    const rules = rulesFor(cluster, user, spec.namespace);
    return {
      resourceRules: rules.filter((rule) => rule.resources),
      nonResourceRules: rules.filter((rule) => rule.nonResourceURLs),
      incomplete: false,
    };
  },
  selfsubjectreviews: ({ user }) => ({ userInfo: userInfo(user) }),
  tokenreviews: (_call, spec, authenticator) => {
    const user = authenticator.token(String(spec.token ?? ''));
    return user
      ? { authenticated: true, user: userInfo(user), audiences: spec.audiences }
      : { authenticated: false, user: {}, error: 'invalid bearer token' };
  },
};

/** Undefined for stored resources. */
export function virtualHandler(
  call: Call,
  authenticator: Authenticator,
): ((call: Call) => void | Promise<void>) | undefined {
  if (!call.resource.virtual) return undefined;
  if (call.resource.group === 'metrics.k8s.io')
    return call.resource.plural === 'nodes' ? nodeMetrics : podMetrics;
  const review = reviews[call.resource.plural];
  return review && ((call) => serveReview(call, review, authenticator));
}

async function serveReview(call: Call, review: Review, authenticator: Authenticator): Promise<void> {
  if (call.info.verb !== 'create') throw noSuchMethod();
  const body = await readObject(call.request);
  if (!body) throw badRequest('the request has no body');
  const { group, version, kind } = call.resource;
  send(call.response, 201, {
    kind,
    apiVersion: apiVersionOf({ group, version }),
    metadata: { creationTimestamp: null },
    ...(body.spec === undefined ? {} : { spec: body.spec }),
    status: review(call, (body.spec ?? {}) as Spec, authenticator),
  });
}

function accessReview(cluster: Call['cluster'], user: User, spec: Spec): object {
  return { allowed: isAllowed(cluster, user, attributesOf(spec)) };
}

function attributesOf({ resourceAttributes: resource, nonResourceAttributes: path }: Spec): Attributes {
  if (!resource && !path)
    throw badRequest(
      'spec.resourceAttributes: Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified',
    );
  if (path) return { verb: path.verb ?? '', path: path.path ?? '' };
  return {
    verb: resource.verb ?? '',
    group: resource.group ?? '',
    resource: resource.resource ?? '',
    ...(resource.subresource ? { subresource: resource.subresource } : {}),
    ...(resource.namespace ? { namespace: resource.namespace } : {}),
    ...(resource.name ? { name: resource.name } : {}),
  };
}

const subject = (spec: Spec): User => ({
  name: spec.user ?? '',
  groups: spec.groups ?? [],
  ...(spec.uid ? { uid: spec.uid } : {}),
});

const userInfo = ({ name, uid, groups, extra }: User) => ({
  username: name,
  ...(uid ? { uid } : {}),
  groups,
  ...(extra ? { extra } : {}),
});
