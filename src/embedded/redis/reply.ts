/** Replies of commands, and their encoding in RESP 2 and 3. Strings are latin1: one character per byte. */

/** A simple string, e.g. OK. */
export class Status {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
/** An error reply; the message starts with a code like ERR or WRONGTYPE. */
export class RedisError extends Error {}
/** A map; a flat array in RESP 2. */
export class Pairs {
  readonly entries: [Reply, Reply][];
  constructor(entries: [Reply, Reply][]) {
    this.entries = entries;
  }
}
/** A set; an array in RESP 2. */
export class Members {
  readonly members: Reply[];
  constructor(members: Reply[]) {
    this.members = members;
  }
}
/** A push message; an array in RESP 2. */
export class Push {
  readonly items: Reply[];
  constructor(items: Reply[]) {
    this.items = items;
  }
}
/** Several replies to one command, e.g. one per channel for SUBSCRIBE. */
export class Several {
  readonly replies: Reply[];
  constructor(replies: Reply[]) {
    this.replies = replies;
  }
}
/** A null array, e.g. for EXEC of an aborted transaction. */
export const NO_ARRAY = Symbol('no array');

/** A string is a bulk string, null a null bulk string. */
export type Reply =
  | string
  | number
  | bigint
  | null
  | typeof NO_ARRAY
  | Reply[]
  | Status
  | RedisError
  | Pairs
  | Members
  | Push
  | Several;

export const OK = new Status('OK');

/** @returns latin1 */
export function encode(reply: Reply, protocol: 2 | 3): string {
  const all = (items: Reply[]) => items.map((item) => encode(item, protocol)).join('');
  const list = (sign: string, items: Reply[]) =>
    `${protocol === 3 ? sign : '*'}${items.length}\r\n${all(items)}`;
  if (reply === null) return protocol === 3 ? '_\r\n' : '$-1\r\n';
  if (reply === NO_ARRAY) return protocol === 3 ? '_\r\n' : '*-1\r\n';
  if (typeof reply === 'string') return `$${reply.length}\r\n${reply}\r\n`;
  if (typeof reply === 'number' || typeof reply === 'bigint') return `:${reply}\r\n`;
  if (Array.isArray(reply)) return list('*', reply);
  if (reply instanceof Status) return `+${reply.text}\r\n`;
  if (reply instanceof RedisError) return `-${reply.message.replace(/[\r\n]+/g, ' ')}\r\n`;
  if (reply instanceof Members) return list('~', reply.members);
  if (reply instanceof Push) return list('>', reply.items);
  if (reply instanceof Several) return all(reply.replies);
  const flat = reply.entries.flat();
  return protocol === 3 ? `%${reply.entries.length}\r\n${all(flat)}` : list('*', flat);
}
