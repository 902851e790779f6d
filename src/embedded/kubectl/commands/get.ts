/** kubectl get */
import { tabbed } from '../../../notation/index.ts';
import { duration } from '../flags.ts';
import type { FlagSpec } from '../flags.ts';
import { pathOf, typeName } from '../discovery.ts';
import { Exit, ServerError } from '../errors.ts';
import { format, needsObjects } from '../output/print.ts';
import type { Json } from '../output/print.ts';
import type { Session } from '../session.ts';
import { tableRows } from '../output/table.ts';
import type { Table, TableOptions } from '../output/table.ts';
import { parseTargets } from '../targets.ts';
import type { Target } from '../targets.ts';

export const flags = {
  output: { type: 'string', short: 'o' },
  selector: { type: 'string', short: 'l' },
  'field-selector': { type: 'string' },
  'all-namespaces': { type: 'boolean', short: 'A' },
  'no-headers': { type: 'boolean' },
  'show-labels': { type: 'boolean' },
  'ignore-not-found': { type: 'boolean' },
  watch: { type: 'boolean', short: 'w' },
  'watch-only': { type: 'boolean' },
  raw: { type: 'string' },
} satisfies Record<string, FlagSpec>;

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

interface Query {
  path: string;
  target: Target;
  query: Record<string, string | undefined>;
}

export async function run(session: Session): Promise<void> {
  const { line, client } = session;
  const raw = line.string('raw');
  if (raw !== undefined) {
    const timeout = line.string('request-timeout');
    const signal = timeout ? AbortSignal.timeout(duration(timeout)) : undefined;
    process.stdout.write(await client.text(raw, { signal }));
    return;
  }
  const targets = parseTargets(await session.resources(), line.positionals);
  const everywhere = line.boolean('all-namespaces') === true;
  const queries = targets.map((target): Query => ({
    path: pathOf(target.resource, everywhere ? undefined : session.namespace, target.name),
    target,
    query:
      target.name === undefined
        ? { labelSelector: line.string('selector'), fieldSelector: line.string('field-selector') }
        : {},
  }));
  if (needsObjects(line.string('output'))) await printObjects(session, queries);
  else await printTables(session, queries);
}

/** Undefined if the object does not exist. */
async function ignoringNotFound<T>(session: Session, ask: Promise<T>): Promise<T | undefined> {
  try {
    return await ask;
  } catch (error) {
    const missing = error instanceof ServerError && error.code === 404;
    if (missing && session.line.boolean('ignore-not-found')) return undefined;
    throw error;
  }
}

async function printObjects(session: Session, queries: Query[]): Promise<void> {
  const how = session.line.string('output')!;
  const answers: Json[] = [];
  for (const { path, query } of queries) {
    const answer = await ignoringNotFound(session, session.client.json(path, { query }));
    if (answer) answers.push(answer);
  }
  const items = answers.flatMap((answer) =>
    // A list's items lack kind and apiVersion.
    (answer.items ?? [answer]).map((item: Json) => ({
      apiVersion: answer.apiVersion,
      kind: answer.kind.replace(/List$/, ''),
      ...item,
    })),
  );
  const single = queries.length === 1 && queries[0]!.target.name !== undefined;
  if (single && items.length === 0) return;
  const list = { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items };
  const text = format(how, single ? items[0] : list, single ? queries[0]!.target.resource : undefined);
  if (how.startsWith('jsonpath')) process.stdout.write(text);
  else if (text !== '') session.print(text);
  if (session.line.boolean('watch')) {
    for await (const item of follow(session, queries[0]!, list.items))
      session.print(format(how, item, undefined));
  }
}

async function* follow(session: Session, { path, query, target }: Query, items: Json[]): AsyncIterable<Json> {
  const resourceVersion = items.at(0)?.metadata.resourceVersion ?? '0';
  const fieldSelector = target.name === undefined ? query.fieldSelector : `metadata.name=${target.name}`;
  const at = target.name === undefined ? path : path.slice(0, path.lastIndexOf('/'));
  for await (const { object } of session.client.watch<Json>(at, {
    query: { ...query, fieldSelector, resourceVersion },
  })) {
    yield object;
  }
}

async function printTables(session: Session, queries: Query[]): Promise<void> {
  const { line, client } = session;
  const several = new Set(queries.map(({ target }) => target.resource)).size > 1;
  const options = (query: Query): TableOptions => ({
    wide: line.string('output') === 'wide',
    headers: line.boolean('no-headers') !== true,
    withNamespace: line.boolean('all-namespaces') === true && query.target.resource.namespaced,
    withLabels: line.boolean('show-labels') === true,
    prefix: several ? `${typeName(query.target.resource)}/` : '',
  });
  const found: { query: Query; table: Table }[] = [];
  let failed = false;
  for (const query of queries) {
    try {
      const table = await ignoringNotFound(
        session,
        client.json<Table>(query.path, { query: query.query, accept: TABLE }),
      );
      if (table) found.push({ query, table });
    } catch (error) {
      if (!(error instanceof ServerError) || queries.length === 1) throw error;
      failed = true;
      session.warn(`Error from server (${error.reason}): ${error.message}`);
    }
  }
  const filled = merged(found).filter(({ table }) => (table.rows ?? []).length > 0);
  filled.forEach(({ query, table }, at) => {
    if (at > 0) session.print('');
    if (line.boolean('watch-only')) return;
    for (const text of tabbed(tableRows(table, table.columnDefinitions, options(query)))) session.print(text);
  });
  const watching = line.boolean('watch') || line.boolean('watch-only');
  if (watching && found[0])
    await watchTable(session, found[0].query, found[0].table, options(found[0].query));
  else if (filled.length === 0 && !failed && !line.boolean('ignore-not-found'))
    reportNoResources(session, queries);
  if (failed) throw new Exit(1);
}

/** Merges the tables of several names of one kind. */
function merged(found: { query: Query; table: Table }[]): { query: Query; table: Table }[] {
  const byKind = Map.groupBy(found, ({ query }) => query.target.resource);
  return [...byKind.values()].map((group) => ({
    query: group[0]!.query,
    table: { ...group[0]!.table, rows: group.flatMap(({ table }) => table.rows ?? []) },
  }));
}

function reportNoResources(session: Session, queries: Query[]): void {
  const namespaced = queries.some(({ target }) => target.resource.namespaced);
  const here = namespaced && !session.line.boolean('all-namespaces');
  session.warn(here ? `No resources found in ${session.namespace} namespace.` : 'No resources found');
}

async function watchTable(
  session: Session,
  query: Query,
  first: Table,
  options: TableOptions,
): Promise<void> {
  const { name } = query.target;
  const path = name === undefined ? query.path : query.path.slice(0, query.path.lastIndexOf('/'));
  const fieldSelector = name === undefined ? query.query.fieldSelector : `metadata.name=${name}`;
  const resourceVersion = first.metadata?.resourceVersion;
  const events = session.client.watch<Table>(path, {
    accept: TABLE,
    query: { ...query.query, fieldSelector, resourceVersion },
  });
  // Each row uses the column widths so far, because later rows are not known yet.
  const seen = tableRows(first, first.columnDefinitions, { ...options, headers: true });
  let columns = first.columnDefinitions;
  for await (const { type, object } of events) {
    if (type === 'ERROR' || type === 'BOOKMARK') continue;
    columns = object.columnDefinitions?.length ? object.columnDefinitions : columns;
    const rows = tableRows(object, columns, { ...options, headers: false });
    seen.push(...rows);
    for (const text of tabbed(seen).slice(-rows.length)) session.print(text);
  }
}
