/** The API server's secrets on disk: CA, server certificate, admin token, signing key of service account tokens. */
import { X509Certificate, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { replaceFile } from '../../../../system/replace-file.ts';

export interface Pki {
  caPem: string;
  certPem: string;
  keyPem: string;
  adminToken: string;
  /** Signs service account tokens (HMAC-SHA256). */
  tokenKey: Buffer;
}

interface StoredPki {
  caPem: string;
  caKeyPem: string;
  certPem: string;
  keyPem: string;
  adminToken: string;
  tokenKey: string;
  sans: string[];
}

const FILE = 'api-server.json';
const VALID_YEARS = 10;
const RENEW_BEFORE_MS = 30 * 24 * 3600 * 1000;

/**
 * Reads the secrets in `folder`, or creates them (0600). If the certificate lacks one of `sans` (host names or IP
 * addresses) the same CA signs a new one, so that kubeconfigs stay valid.
 */
export async function loadPki(folder: string, sans: string[]): Promise<Pki> {
  const stored = await read(join(folder, FILE));
  const usable = stored && !expiresSoon(stored.caPem) ? stored : undefined;
  if (usable && sans.every((san) => usable.sans.includes(san)) && !expiresSoon(usable.certPem))
    return asPki(usable);
  const issued = await issue(usable, [...new Set([...sans, ...(usable?.sans ?? [])])]);
  await save(folder, issued);
  return asPki(issued);
}

const asPki = ({ caPem, certPem, keyPem, adminToken, tokenKey }: StoredPki): Pki => ({
  caPem,
  certPem,
  keyPem,
  adminToken,
  tokenKey: Buffer.from(tokenKey, 'base64'),
});

async function read(file: string): Promise<StoredPki | undefined> {
  try {
    const stored = JSON.parse(await readFile(file, 'utf8')) as StoredPki;
    return stored.caKeyPem && stored.tokenKey && stored.adminToken ? stored : undefined;
  } catch {
    return undefined; // Missing or truncated: new secrets are created.
  }
}

function expiresSoon(pem: string): boolean {
  return new X509Certificate(pem).validToDate.getTime() < Date.now() + RENEW_BEFORE_MS;
}

async function issue(ca: StoredPki | undefined, sans: string[]): Promise<StoredPki> {
  // Loaded lazily, because the library takes longer to load than everything else.
  // It is CommonJS: a bundle has only its default export.
  const { generate } = (await import('selfsigned')).default;
  const base = {
    keyType: 'ec' as const,
    algorithm: 'sha256',
    // A client whose clock is slightly behind must accept a new certificate.
    notBeforeDate: new Date(Date.now() - 3600_000),
    notAfterDate: new Date(Date.now() + VALID_YEARS * 365 * 24 * 3600_000),
  };
  const authority: Pick<StoredPki, 'caPem' | 'caKeyPem'> =
    ca ??
    (await generate([{ name: 'commonName', value: 'pycont-ca' }], {
      ...base,
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, digitalSignature: true, critical: true },
      ],
    }).then((made) => ({ caPem: made.cert, caKeyPem: made.private })));
  const server = await generate([{ name: 'commonName', value: 'kube-apiserver' }], {
    ...base,
    ca: { key: authority.caKeyPem, cert: authority.caPem },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: sans.map((san) => (isIP(san) ? { type: 7, ip: san } : { type: 2, value: san })),
      },
    ],
  });
  return {
    caPem: authority.caPem,
    caKeyPem: authority.caKeyPem,
    certPem: server.cert,
    keyPem: server.private,
    adminToken: ca?.adminToken ?? randomBytes(32).toString('base64url'),
    tokenKey: ca?.tokenKey ?? randomBytes(32).toString('base64'),
    sans,
  };
}

async function save(folder: string, stored: StoredPki): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await replaceFile(join(folder, FILE), JSON.stringify(stored), { mode: 0o600 });
}
