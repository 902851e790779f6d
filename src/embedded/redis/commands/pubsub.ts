/** Publish and subscribe. */
import type { CommandTable, Context, ServerState, Session } from '../command.ts';
import { globPattern } from '../glob.ts';
import { Push, RedisError, Several } from '../reply.ts';
import type { Reply } from '../reply.ts';

export const PUBSUB_COMMANDS: CommandTable = {
  subscribe: { arity: -2, run: (names, context) => change(context, 'channels', 'subscribe', names) },
  psubscribe: { arity: -2, run: (names, context) => change(context, 'patterns', 'psubscribe', names) },
  unsubscribe: { arity: -1, run: (names, context) => change(context, 'channels', 'unsubscribe', names) },
  punsubscribe: { arity: -1, run: (names, context) => change(context, 'patterns', 'punsubscribe', names) },
  publish: {
    arity: 3,
    run: ([channel, message], { server }) => publish(server, channel as string, message as string),
  },
  pubsub: {
    arity: -2,
    run: ([subcommand, ...args], { server }) => pubsub(subcommand as string, args, server),
  },
};

/** The commands that are allowed for subscribers in RESP 2. */
export const WHILE_SUBSCRIBED: ReadonlySet<string> = new Set([
  'subscribe',
  'psubscribe',
  'unsubscribe',
  'punsubscribe',
  'ping',
  'quit',
  'reset',
]);

function change({ session }: Context, kind: 'channels' | 'patterns', verb: string, names: string[]): Reply {
  const subscriptions = session[kind];
  const removes = verb.includes('unsub');
  const affected: (string | null)[] = names.length > 0 || !removes ? names : [...subscriptions];
  // There is an answer even without any subscription.
  if (affected.length === 0) affected.push(null);
  return new Several(
    affected.map((name) => {
      if (name !== null && removes) subscriptions.delete(name);
      else if (name !== null) subscriptions.add(name);
      return new Push([verb, name, session.channels.size + session.patterns.size]);
    }),
  );
}

function publish(server: ServerState, channel: string, message: string): number {
  let receivers = 0;
  const deliver = (session: Session, items: string[]) => {
    session.send(new Push(items));
    receivers++;
  };
  for (const session of server.sessions) {
    if (session.channels.has(channel)) deliver(session, ['message', channel, message]);
    for (const pattern of session.patterns)
      if (globPattern(pattern).test(channel)) deliver(session, ['pmessage', pattern, channel, message]);
  }
  return receivers;
}

function pubsub(subcommand: string, args: string[], { sessions }: ServerState): Reply {
  const channels = [...new Set([...sessions].flatMap((session) => [...session.channels]))];
  const subscribers = (channel: string) =>
    [...sessions].filter((session) => session.channels.has(channel)).length;
  switch (subcommand.toLowerCase()) {
    case 'channels':
      return channels.filter((channel) => args[0] === undefined || globPattern(args[0]).test(channel));
    case 'numsub':
      return args.flatMap((channel) => [channel, subscribers(channel)]);
    case 'numpat':
      return new Set([...sessions].flatMap((session) => [...session.patterns])).size;
    default:
      throw new RedisError(`ERR unknown subcommand '${subcommand}'. Try PUBSUB HELP.`);
  }
}
