import { createServer } from 'node:http';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { drain } from './drain.ts';
import { createHits } from './hits.ts';
import { log } from './log.ts';
import { createState } from './state.ts';
import { version } from './version.ts';

const config = readConfig(process.env);
const hits = createHits(config.redisServer);
const state = createState();
const server = createServer();

const terminate = (reason: string) => {
  if (state.draining) return;
  state.draining = true;
  log('info', 'terminating', { reason });
  void drain(server).then(() => {
    hits.close();
    log('info', 'terminated');
    process.exit(0);
  });
};

server.on(
  'request',
  createApp({ config, hits, state, terminate: () => terminate('asked by /action/terminate') }),
);
server.on('error', (error: Error) => {
  log('error', 'cannot serve', { error: error.message });
  process.exit(1);
});
// Longer than any proxy in front keeps an idle connection, so that it is never this side that cuts one in use.
server.keepAliveTimeout = 65_000;
server.listen(config.port, () => log('info', 'listening', { version, address: server.address() }));

process.on('SIGTERM', () => terminate('SIGTERM'));
process.on('SIGINT', () => terminate('SIGINT'));
