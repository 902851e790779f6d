/** Handles a request: finds the command, checks it, and queues or runs it. */
import { arityError } from './command.ts';
import type { Command, CommandTable, ServerState, Session } from './command.ts';
import { HASH_COMMANDS, LIST_COMMANDS, SET_COMMANDS } from './commands/collections.ts';
import { CONNECTION_COMMANDS } from './commands/connection.ts';
import { KEY_COMMANDS } from './commands/keys.ts';
import { PUBSUB_COMMANDS, WHILE_SUBSCRIBED } from './commands/pubsub.ts';
import { serverCommands } from './commands/server.ts';
import { STRING_COMMANDS } from './commands/strings.ts';
import { NO_ARRAY, OK, RedisError, Status } from './reply.ts';
import type { Reply } from './reply.ts';

const TRANSACTIONS: CommandTable = {
  multi: {
    arity: 1,
    run(_args, { session }) {
      if (session.queued) throw new RedisError('ERR MULTI calls can not be nested');
      session.queued = [];
      return OK;
    },
  },
  exec: { arity: 1, run: () => new RedisError('ERR EXEC without MULTI') },
  discard: { arity: 1, run: () => new RedisError('ERR DISCARD without MULTI') },
  watch: { arity: -2, run: () => new RedisError('ERR WATCH is not supported by this built-in Redis') },
};

const COMMANDS: CommandTable = {
  ...CONNECTION_COMMANDS,
  ...STRING_COMMANDS,
  ...KEY_COMMANDS,
  ...HASH_COMMANDS,
  ...LIST_COMMANDS,
  ...SET_COMMANDS,
  ...PUBSUB_COMMANDS,
  ...TRANSACTIONS,
  ...serverCommands(() => COMMANDS),
};

const WITHOUT_AUTHENTICATION = new Set(['auth', 'hello', 'quit', 'reset']);
const NOT_QUEUED = new Set(['multi', 'exec', 'discard', 'quit', 'reset', 'watch']);

/** @param wrote called after each command that may have changed data */
export function dispatch(
  server: ServerState,
  session: Session,
  request: string[],
  wrote: (database: number, request: string[]) => void,
): Reply {
  server.commandsProcessed++;
  const name = (request[0] as string).toLowerCase();
  const run = (words: string[]) => execute(server, session, words, wrote);
  try {
    check(session, name, request);
    if (session.queued && name === 'exec') return exec(session, run);
    if (session.queued && name === 'discard') return leave(session);
    if (session.queued && !NOT_QUEUED.has(name)) {
      session.queued.push(request);
      return new Status('QUEUED');
    }
    return run(request);
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    if (session.queued) session.aborted = true;
    return error;
  }
}

function check(session: Session, name: string, request: string[]): void {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const args = request.slice(1).map((arg) => `'${arg.slice(0, 128)}' `);
    throw new RedisError(
      `ERR unknown command '${request[0]}', with args beginning with: ${args.join('').slice(0, 128)}`,
    );
  }
  const { arity } = command;
  if (arity >= 0 ? request.length !== arity : request.length < -arity) throw arityError(name);
  if (!session.authenticated && !WITHOUT_AUTHENTICATION.has(name))
    throw new RedisError('NOAUTH Authentication required.');
  if (
    session.protocol === 2 &&
    session.channels.size + session.patterns.size > 0 &&
    !WHILE_SUBSCRIBED.has(name)
  )
    throw new RedisError(
      `ERR Can't execute '${name}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
    );
}

function execute(
  server: ServerState,
  session: Session,
  [word, ...args]: string[],
  wrote: (database: number, request: string[]) => void,
): Reply {
  const command = COMMANDS[(word as string).toLowerCase()] as Command;
  const database = session.database;
  try {
    const reply = command.run(args, {
      server,
      session,
      db: server.databases[database] as ServerState['databases'][number],
    });
    if (command.write && !(reply instanceof RedisError)) wrote(database, [word as string, ...args]);
    return reply;
  } catch (error) {
    if (error instanceof RedisError) return error;
    throw error;
  }
}

function exec(session: Session, run: (request: string[]) => Reply): Reply {
  const { queued, aborted } = session;
  leave(session);
  if (aborted) return new RedisError('EXECABORT Transaction discarded because of previous errors.');
  return queued ? queued.map(run) : NO_ARRAY;
}

function leave(session: Session): Reply {
  session.queued = undefined;
  session.aborted = false;
  return OK;
}
