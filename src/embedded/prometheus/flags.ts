/** Command line flags. */
import { UserError } from '../../errors/user-error.ts';
import { parsePrometheusDuration } from '../../notation/index.ts';

export interface Flags {
  configFile: string;
  listen: { host: string; port: number };
  storagePath: string;
  /** Milliseconds. */
  retention: number;
  lookback: number;
  queryTimeout: number;
  maxSamples: number;
  enableLifecycle: boolean;
}

const DEFAULT_RETENTION = 15 * 24 * 3600_000;
/** Flags of Prometheus without effect here, accepted so that its command lines work. */
const IGNORED =
  /^(web\.(enable-admin-api|console\.(templates|libraries)|external-url|route-prefix|page-title|cors\.origin|max-connections|read-timeout|enable-remote-write-receiver|config\.file|user-assets)|storage\.(tsdb\.(retention(\.size)?|no-lockfile|wal-compression.*|min-block-duration|max-block-duration)|remote\..*)|alertmanager\..*|rules\..*|query\.max-concurrency|scrape\..*|enable-feature|log\.(level|format)|(no-)?agent)$/;

/** @throws UserError for an unknown flag or a wrong value */
export function readFlags(argv: readonly string[], ignored: (flag: string) => void): Flags {
  const values = split(argv);
  const take = (name: string, otherwise: string) => {
    const value = values.get(name) ?? otherwise;
    values.delete(name);
    return value;
  };
  const flags: Flags = {
    configFile: take('config.file', 'prometheus.yml'),
    listen: readAddress(take('web.listen-address', '0.0.0.0:9090')),
    storagePath: take('storage.tsdb.path', 'data/'),
    retention:
      duration('storage.tsdb.retention.time', take('storage.tsdb.retention.time', '')) ?? DEFAULT_RETENTION,
    lookback: duration('query.lookback-delta', take('query.lookback-delta', '5m')) as number,
    queryTimeout: duration('query.timeout', take('query.timeout', '2m')) as number,
    maxSamples: Number(take('query.max-samples', '50000000')),
    enableLifecycle: take('web.enable-lifecycle', 'false') === 'true',
  };
  for (const name of values.keys()) {
    if (!IGNORED.test(name)) throw new UserError(`Unknown flag --${name}.`, 'Leave it out.', { exitCode: 2 });
    ignored(name);
  }
  return flags;
}

function split(argv: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  for (let index = 0; index < argv.length; index++) {
    const match = /^--([\w.-]+)(?:=(.*))?$/s.exec(argv[index] as string);
    if (!match)
      throw new UserError(
        `Unexpected argument ${JSON.stringify(argv[index])}.`,
        'Flags look like --config.file=prometheus.yml.',
        { exitCode: 2 },
      );
    const next = argv[index + 1];
    const separate = match[2] === undefined && next !== undefined && !next.startsWith('--');
    values.set(match[1] as string, match[2] ?? (separate ? next : 'true'));
    if (separate) index++;
  }
  return values;
}

function duration(name: string, text: string): number | undefined {
  if (text === '') return undefined;
  const value = parsePrometheusDuration(text);
  if (!value)
    throw new UserError(
      `--${name}: not a valid duration: ${JSON.stringify(text)}.`,
      'Write it as 6h, 30s or 500ms.',
      { exitCode: 2 },
    );
  return value;
}

function readAddress(text: string): Flags['listen'] {
  const match = /^(?:\[(.*)\]|([^:]*)):(\d+)$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65_535)
    throw new UserError(
      `--web.listen-address: not an address: ${JSON.stringify(text)}.`,
      'Write it as 0.0.0.0:9090.',
      { exitCode: 2 },
    );
  return { host: match[1] || match[2] || '0.0.0.0', port };
}
