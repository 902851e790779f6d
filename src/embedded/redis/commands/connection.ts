/** Connection commands: HELLO, authentication, database, client name. */
import { arityError, integer, syntaxError } from '../command.ts';
import type { CommandTable, Context, Session } from '../command.ts';
import { OK, Pairs, Push, RedisError, Status } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { REDIS_VERSION } from '../version.ts';

export const CONNECTION_COMMANDS: CommandTable = {
  ping: {
    arity: -1,
    run(args, { session }) {
      if (args.length > 1) throw arityError('ping');
      // In RESP 2 a subscriber could not distinguish a status from a message.
      if (session.protocol === 2 && session.channels.size + session.patterns.size > 0)
        return new Push(['pong', args[0] ?? '']);
      return args[0] ?? new Status('PONG');
    },
  },
  echo: { arity: 2, run: ([text]) => text as string },
  select: {
    arity: 2,
    run([index], { server, session }) {
      const wanted = integer(index as string);
      if (wanted < 0n || wanted >= BigInt(server.databases.length))
        throw new RedisError('ERR DB index is out of range');
      session.database = Number(wanted);
      return OK;
    },
  },
  auth: {
    arity: -2,
    run(args, context) {
      if (args.length > 2) throw syntaxError();
      authenticate(args, context);
      return OK;
    },
  },
  hello: { arity: -1, run: hello },
  quit: {
    arity: -1,
    run(_args, { session }) {
      session.send(OK);
      session.close();
      return [];
    },
  },
  reset: {
    arity: 1,
    run(_args, { session }) {
      Object.assign(session, { queued: undefined, aborted: false, database: 0, protocol: 2, name: '' });
      session.channels.clear();
      session.patterns.clear();
      return new Status('RESET');
    },
  },
  client: {
    arity: -2,
    run: ([subcommand, ...args], context) => client(subcommand as string, args, context),
  },
};

function authenticate(args: string[], { server, session }: Context): void {
  const [user, password] = args.length === 1 ? ['default', args[0]] : args;
  if (server.password === undefined && args.length === 1)
    throw new RedisError(
      'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    );
  if (user !== 'default' || (server.password !== undefined && password !== server.password))
    throw new RedisError('WRONGPASS invalid username-password pair or user is disabled.');
  session.authenticated = true;
}

function hello([version, ...options]: string[], context: Context): Reply {
  const { session } = context;
  let protocol = session.protocol;
  if (version !== undefined) {
    const wanted = Number(integer(version, 'ERR Protocol version is not an integer or out of range'));
    if (wanted !== 2 && wanted !== 3) throw new RedisError('NOPROTO unsupported protocol version');
    protocol = wanted;
  }
  let name: string | undefined;
  for (let index = 0; index < options.length;) {
    const word = (options[index] as string).toUpperCase();
    if (word === 'AUTH' && index + 2 < options.length) {
      authenticate(options.slice(index + 1, index + 3), context);
      index += 3;
    } else if (word === 'SETNAME' && index + 1 < options.length) {
      name = options[index + 1];
      index += 2;
    } else throw new RedisError(`ERR Syntax error in HELLO option '${options[index]}'`);
  }
  if (!session.authenticated)
    throw new RedisError(
      'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
    );
  session.protocol = protocol;
  session.name = name ?? session.name;
  return new Pairs([
    ['server', 'redis'],
    ['version', REDIS_VERSION],
    ['proto', protocol],
    ['id', session.id],
    ['mode', 'standalone'],
    ['role', 'master'],
    ['modules', []],
  ]);
}

function client(subcommand: string, args: string[], { server, session }: Context): Reply {
  switch (subcommand.toLowerCase()) {
    case 'id':
      return session.id;
    case 'getname':
      return session.name === '' ? null : session.name;
    case 'setname':
      if (args.length !== 1) throw arityError('client|setname');
      if (/[^!-~]/.test(args[0] as string))
        throw new RedisError('ERR Client names cannot contain spaces, newlines or special characters.');
      session.name = args[0] as string;
      return OK;
    case 'setinfo':
    case 'no-evict':
    case 'no-touch':
    case 'reply':
      return OK;
    case 'info':
      return describe(session);
    case 'list':
      return [...server.sessions].map(describe).join('');
    default:
      throw new RedisError(`ERR unknown subcommand '${subcommand}'. Try CLIENT HELP.`);
  }
}

function describe(session: Session): string {
  const { id, remote, name, database, channels, patterns, queued, protocol } = session;
  return `id=${id} addr=${remote} name=${name} db=${database} sub=${channels.size} psub=${patterns.size} multi=${queued?.length ?? -1} user=default resp=${protocol}\n`;
}
