/** Authentication: bearer tokens, then impersonation. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Cluster } from '../../cluster-types.ts';
import { ApiError } from '../../types.ts';
import { forbiddenMessage, isAllowed } from './rbac.ts';
import { unauthorized } from '../../errors.ts';
import { sameSecret, verifyToken } from './tokens.ts';
import { ADMIN, ANONYMOUS, serviceAccountUser } from './user.ts';
import type { User } from './user.ts';

export interface Authenticator {
  /** Anonymous without credentials. @throws ApiError 401 for wrong ones, 403 for a forbidden impersonation */
  request(headers: IncomingHttpHeaders): User;
  token(token: string): User | undefined;
}

export function createAuthenticator(cluster: Cluster, adminToken: string, tokenKey: Buffer): Authenticator {
  const token = (text: string): User | undefined => {
    if (sameSecret(text, adminToken)) return ADMIN;
    const claims = verifyToken(tokenKey, text);
    if (!claims) return undefined;
    // A token is valid only for its own ServiceAccount, not for a later one of the same name.
    const account = cluster.get('serviceaccounts', claims.namespace, claims.name);
    if (!account || (claims.uid && account.metadata.uid !== claims.uid)) return undefined;
    return serviceAccountUser(claims.namespace, claims.name, account.metadata.uid);
  };
  return {
    token,
    request(headers) {
      const { authorization } = headers;
      if (authorization === undefined) return ANONYMOUS;
      const [scheme, credentials] = authorization.split(' ');
      const user = scheme?.toLowerCase() === 'bearer' && credentials ? token(credentials) : undefined;
      if (!user) throw unauthorized();
      return impersonated(cluster, user, headers);
    },
  };
}

function impersonated(cluster: Cluster, user: User, headers: IncomingHttpHeaders): User {
  const name = headers['impersonate-user'] as string | undefined;
  // Node joins repeated headers with a comma.
  const groups = ((headers['impersonate-group'] as string | undefined) ?? '')
    .split(',')
    .map((group) => group.trim())
    .filter(Boolean);
  if (name === undefined) {
    if (groups.length > 0)
      throw new ApiError(400, 'BadRequest', 'requested groups without impersonating a user');
    return user;
  }
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  allow(cluster, user, account ? 'serviceaccounts' : 'users', account ? account[2]! : name, account?.[1]);
  for (const group of groups) allow(cluster, user, 'groups', group);
  if (account && groups.length === 0) return serviceAccountUser(account[1]!, account[2]!);
  return { name, groups: [...new Set([...groups, 'system:authenticated'])] };
}

function allow(cluster: Cluster, user: User, resource: string, name: string, namespace?: string): void {
  const attributes = { verb: 'impersonate', group: '', resource, name, ...(namespace ? { namespace } : {}) };
  if (!isAllowed(cluster, user, attributes))
    throw new ApiError(403, 'Forbidden', forbiddenMessage(user, attributes));
}
