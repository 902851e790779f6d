/** A small Redis server: the common commands, in memory, with an append-only file. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { AppendFile } from './append-file.ts';
import type { ServerState, Session } from './command.ts';
import { serveConnection } from './connection.ts';
import { Database } from './database.ts';
import { dispatch } from './dispatch.ts';
import { log } from './log.ts';
import { readOptions, typedOptions } from './options.ts';
import { RedisError } from './reply.ts';
import { REDIS_VERSION } from './version.ts';

const SAVE_EVERY = 60_000;

/** Runs until a signal or SHUTDOWN ends the process. @throws {UserError} for invalid options */
export async function runServer(argv: string[]): Promise<void> {
  if (argv.includes('--version') || argv.includes('-v'))
    return void process.stdout.write(`Redis server v=${REDIS_VERSION} (pycont, built in)\n`);
  const named = readOptions(argv, (name) => log(`option ${name} changes nothing in this built-in Redis`));
  const options = typedOptions(named);
  const persists = options.appendOnly || options.saves;
  const file = new AppendFile(join(options.dir, 'appendonly.aof'));
  let changes = 0;

  const server: ServerState = {
    databases: Array.from({ length: options.databases }, () => new Database()),
    sessions: new Set(),
    options: named,
    password: options.password,
    startedAt: Date.now(),
    commandsProcessed: 0,
    connectionsReceived: 0,
    save() {
      try {
        file.rewrite(server.databases);
      } catch (error) {
        throw new RedisError(`ERR the data cannot be saved: ${(error as Error).message}`);
      }
      log(`data saved after ${changes} changes`);
      changes = 0;
    },
    shutdown(save) {
      if (save && persists && changes > 0) trySaving();
      file.close();
      log('ready to exit, bye');
      process.exit(0);
    },
  };

  function trySaving(): void {
    try {
      server.save();
    } catch (error) {
      log((error as Error).message.replace(/^ERR /, ''));
    }
  }

  function wrote(database: number, request: string[]): void {
    changes++;
    if (options.appendOnly) file.append(database, request, server.databases[database] as Database);
  }

  log(`Redis ${REDIS_VERSION}, built into pycont, is starting`);
  if (persists) {
    const replayer = {
      queued: undefined,
      authenticated: true,
      protocol: 2,
      channels: new Set(),
      patterns: new Set(),
    } as unknown as Session;
    const count = file.replay((database, request) => {
      dispatch(server, Object.assign(replayer, { database }), request, () => {});
    });
    if (count > 0) log(`data loaded: ${count} commands`);
    if (options.appendOnly) file.rewrite(server.databases);
  }

  const addresses = options.bind.length > 0 ? options.bind : [undefined];
  for (const address of addresses) {
    const listener = createServer({ noDelay: true }, (socket) =>
      serveConnection(socket, server, (session, request) => dispatch(server, session, request, wrote)),
    );
    listener.listen(options.port, address);
    await once(listener, 'listening');
  }
  if (options.saves && !options.appendOnly)
    setInterval(() => {
      if (changes > 0) trySaving();
    }, SAVE_EVERY);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      log(`received ${signal}, shutting down`);
      server.shutdown(true);
    });
  log('Ready to accept connections');
}
