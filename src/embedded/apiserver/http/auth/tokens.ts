/** Bearer tokens: one random secret for the admin, HMAC-signed JWTs for service accounts. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { timestamp } from '../../../../notation/index.ts';

const ISSUER = 'https://kubernetes.default.svc.cluster.local';
const DEFAULT_LIFETIME_SECONDS = 365 * 24 * 3600;

export interface ServiceAccountClaims {
  namespace: string;
  name: string;
  uid: string;
  expirationTimestamp: string;
}

export interface TokenRequest {
  namespace: string;
  name: string;
  uid: string;
  lifetimeSeconds?: number;
  audiences?: string[];
}

/** Compares strings in constant time. */
export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

const signature = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url');

/** A JWT whose claims are those of a bound service account token. */
export function signToken(
  key: Buffer,
  request: TokenRequest,
): { token: string; expirationTimestamp: string } {
  const now = Math.floor(Date.now() / 1000);
  const exp = now + (request.lifetimeSeconds ?? DEFAULT_LIFETIME_SECONDS);
  const body = [
    encode({ alg: 'HS256', typ: 'JWT' }),
    encode({
      aud: request.audiences?.length ? request.audiences : [ISSUER],
      exp,
      iat: now,
      nbf: now,
      iss: ISSUER,
      sub: `system:serviceaccount:${request.namespace}:${request.name}`,
      'kubernetes.io': {
        namespace: request.namespace,
        serviceaccount: { name: request.name, uid: request.uid },
      },
    }),
  ].join('.');
  return {
    token: `${body}.${signature(key, body)}`,
    expirationTimestamp: timestamp(exp * 1000),
  };
}

/** The claims of an unexpired token signed with `key`; undefined for any other text. */
export function verifyToken(key: Buffer, token: string): ServiceAccountClaims | undefined {
  const [header, payload, sign, ...rest] = token.split('.');
  if (!header || !payload || !sign || rest.length > 0) return undefined;
  if (!sameSecret(sign, signature(key, `${header}.${payload}`))) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    if (claims.exp * 1000 < Date.now()) return undefined;
    const about = claims['kubernetes.io'];
    return {
      namespace: about.namespace,
      name: about.serviceaccount.name,
      uid: about.serviceaccount.uid,
      expirationTimestamp: timestamp(claims.exp * 1000),
    };
  } catch {
    return undefined;
  }
}
