/** Server commands. */
import { arityError } from '../command.ts';
import type { Command, CommandTable, ServerState } from '../command.ts';
import { globPattern } from '../glob.ts';
import { OK, Pairs, RedisError, Status } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { REDIS_VERSION } from '../version.ts';

export function serverCommands(all: () => CommandTable): CommandTable {
  return {
    info: { arity: -1, run: (sections, { server }) => info(server, sections) },
    config: {
      arity: -2,
      run: ([subcommand, ...args], { server }) => config(subcommand as string, args, server),
    },
    command: {
      arity: -1,
      run: ([subcommand, ...names]) => commandInfo(all(), subcommand, names),
    },
    time: {
      arity: 1,
      run: () => [String(Math.floor(Date.now() / 1000)), String((Date.now() % 1000) * 1000)],
    },
    lastsave: { arity: 1, run: (_args, { server }) => Math.floor(server.startedAt / 1000) },
    save: {
      arity: 1,
      run(_args, { server }) {
        server.save();
        return OK;
      },
    },
    bgsave: {
      arity: -1,
      run(_args, { server }) {
        server.save();
        return new Status('Background saving started');
      },
    },
    shutdown: {
      arity: -1,
      run([how], { server }) {
        server.shutdown(how?.toUpperCase() !== 'NOSAVE');
        return [];
      },
    },
  };
}

function info(server: ServerState, sections: string[]): Reply {
  const wanted = sections.map((section) => section.toLowerCase());
  const all: Record<string, Record<string, string | number>> = {
    server: {
      redis_version: REDIS_VERSION,
      redis_mode: 'standalone',
      os: `${process.platform} ${process.arch}`,
      arch_bits: 64,
      process_id: process.pid,
      tcp_port: server.options.get('port') ?? '',
      uptime_in_seconds: Math.floor((Date.now() - server.startedAt) / 1000),
      built_in: 'pycont',
    },
    clients: { connected_clients: server.sessions.size, blocked_clients: 0 },
    memory: { used_memory: process.memoryUsage().heapUsed, used_memory_rss: process.memoryUsage.rss() },
    persistence: { loading: 0, aof_enabled: Number(server.options.get('appendonly') === 'yes') },
    stats: {
      total_connections_received: server.connectionsReceived,
      total_commands_processed: server.commandsProcessed,
    },
    replication: { role: 'master', connected_slaves: 0 },
    keyspace: Object.fromEntries(
      server.databases.flatMap((db, index) => {
        const keys = db.keys();
        const expires = keys.filter((key) => db.entry(key)?.expiresAt !== undefined).length;
        return keys.length > 0 ? [[`db${index}`, `keys=${keys.length},expires=${expires},avg_ttl=0`]] : [];
      }),
    ),
  };
  const everything =
    wanted.length === 0 || wanted.some((one) => ['all', 'default', 'everything'].includes(one));
  return Object.entries(all)
    .filter(([name]) => everything || wanted.includes(name))
    .map(([name, values]) => {
      const lines = Object.entries(values).map(([key, value]) => `${key}:${value}\r\n`);
      return `# ${name[0]?.toUpperCase()}${name.slice(1)}\r\n${lines.join('')}`;
    })
    .join('\r\n');
}

function config(subcommand: string, args: string[], server: ServerState): Reply {
  switch (subcommand.toLowerCase()) {
    case 'get': {
      if (args.length === 0) throw arityError('config|get');
      const patterns = args.map((arg) => globPattern(arg.toLowerCase()));
      return new Pairs(
        [...server.options].filter(([name]) => patterns.some((pattern) => pattern.test(name))),
      );
    }
    case 'set':
      if (args.length < 2 || args.length % 2 !== 0) throw arityError('config|set');
      throw new RedisError(
        `ERR CONFIG SET failed (possibly related to argument '${args[0]}') - can't set immutable config`,
      );
    case 'resetstat':
      server.commandsProcessed = 0;
      server.connectionsReceived = 0;
      return OK;
    default:
      throw new RedisError(`ERR unknown subcommand '${subcommand}'. Try CONFIG HELP.`);
  }
}

function commandInfo(all: CommandTable, subcommand: string | undefined, names: string[]): Reply {
  const describe = (name: string, command: Command | undefined): Reply =>
    command ? [name, command.arity, [new Status(command.write ? 'write' : 'readonly')], 0, 0, 0] : null;
  const table = Object.entries(all);
  if (subcommand === undefined) return table.map(([name, command]) => describe(name, command));
  const asked = subcommand.toLowerCase();
  if (asked === 'count') return table.length;
  if (asked === 'list') return table.map(([name]) => name);
  if (asked === 'docs') return new Pairs([]);
  if (asked !== 'info') throw new RedisError(`ERR unknown subcommand '${subcommand}'. Try COMMAND HELP.`);
  return names.map((name) => describe(name.toLowerCase(), all[name.toLowerCase()]));
}
