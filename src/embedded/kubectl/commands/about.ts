/** kubectl version | cluster-info | api-resources | auth can-i */
import { KUBERNETES_VERSION, tabbed } from '../../../notation/index.ts';
import type { FlagSpec } from '../flags.ts';
import { findResource } from '../discovery.ts';
import { Exit, unsupported, usage } from '../errors.ts';
import { format } from '../output/print.ts';
import type { Json } from '../output/print.ts';
import type { Session } from '../session.ts';

export const flags = {
  output: { type: 'string', short: 'o' },
  client: { type: 'boolean' },
  namespaced: { type: 'boolean' },
  'no-headers': { type: 'boolean' },
  'all-namespaces': { type: 'boolean', short: 'A' },
  as: { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  subresource: { type: 'string' },
} satisfies Record<string, FlagSpec>;

export async function version(session: Session): Promise<void> {
  const how = session.line.string('output');
  const serverVersion: Json = await session.client.json('/version');
  if (how) {
    session.print(format(how, { clientVersion: KUBERNETES_VERSION, serverVersion }, undefined));
    return;
  }
  session.print(`Client Version: ${KUBERNETES_VERSION.gitVersion}`);
  session.print(`Server Version: ${serverVersion.gitVersion}`);
}

export async function clusterInfo(session: Session): Promise<void> {
  await session.client.json('/version');
  session.print(`Kubernetes control plane is running at ${session.client.access.server.origin}`);
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

export async function apiResources(session: Session): Promise<void> {
  const { line } = session;
  const namespaced = line.boolean('namespaced');
  const all = await session.resources();
  const rows = all
    // A group may serve a kind in several versions; the preferred one is first.
    .filter(
      (one, at) => at === all.findIndex(({ group, plural }) => group === one.group && plural === one.plural),
    )
    .toSorted((a, b) => compare(a.group, b.group) || compare(a.plural, b.plural))
    .filter((one) => namespaced === undefined || one.namespaced === namespaced)
    .map(({ plural, shortNames, group, version, namespaced, kind }) => [
      plural,
      shortNames.join(),
      group ? `${group}/${version}` : version,
      String(namespaced),
      kind,
    ]);
  const header = line.boolean('no-headers')
    ? []
    : [['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND']];
  for (const text of tabbed([...header, ...rows])) session.print(text);
}

export async function auth(session: Session): Promise<void> {
  const { line, client } = session;
  const [verb, action, what] = line.positionals;
  if (verb === 'whoami') {
    const review: Json = await client.json('/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      method: 'POST',
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
    });
    const { username, groups = [] } = review.status.userInfo;
    for (const text of tabbed([
      ['ATTRIBUTE', 'VALUE'],
      ['Username', username],
      ['Groups', `[${groups.join(' ')}]`],
    ]))
      session.print(text);
    return;
  }
  if (verb !== 'can-i') throw unsupported(`auth ${verb ?? ''}`.trim());
  if (!action || !what)
    throw usage(
      'you must specify two arguments: verb and resource',
      'For example: kubectl auth can-i list pods',
    );
  const allowed = await mayI(session, action, what);
  if (!line.boolean('quiet')) session.print(allowed ? 'yes' : 'no');
  if (!allowed) throw new Exit(1);
}

async function mayI(
  { line, client, namespace, resources }: Session,
  verb: string,
  what: string,
): Promise<boolean> {
  const review = line.string('as') ? 'SubjectAccessReview' : 'SelfSubjectAccessReview';
  const [kind, name] = what.split('/');
  const resource = what.startsWith('/') || what === '*' ? undefined : findResource(await resources(), kind!);
  const attributes = what.startsWith('/')
    ? { nonResourceAttributes: { verb, path: what } }
    : {
        resourceAttributes: {
          verb,
          namespace: line.boolean('all-namespaces') ? '' : namespace,
          group: resource?.group ?? '*',
          resource: resource?.plural ?? '*',
          subresource: line.string('subresource'),
          name,
        },
      };
  const answer: Json = await client.json(`/apis/authorization.k8s.io/v1/${review.toLowerCase()}s`, {
    method: 'POST',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: review,
      spec: { ...attributes, user: line.string('as') },
    },
  });
  return answer.status.allowed === true;
}
