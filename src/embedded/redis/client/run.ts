/** redis-cli: one command, or interactive. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { REDIS_VERSION } from '../version.ts';
import { AnswerParser } from './answer-parser.ts';
import type { Answer } from './answer-parser.ts';
import { showRaw, showTyped } from './show.ts';

/** Commands after which the server keeps sending. */
const STREAMING = new Set(['monitor', 'subscribe', 'psubscribe']);

/** @returns the exit code */
export async function runCli(argv: string[]): Promise<number> {
  const { host, port, password, database, typed, version, command } = split(argv);
  if (version) {
    console.log(`redis-cli ${REDIS_VERSION} (pycont, built in)`);
    return 0;
  }
  const socket = connect(Number(port), host);
  try {
    await once(socket, 'connect');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ECONNREFUSED' ? 'Connection refused' : message;
    console.error(`Could not connect to Redis at ${host}:${port}: ${why}`);
    return 1;
  }
  const session = new Session(socket, (answer) => {
    const text = typed ? showTyped(answer) : showRaw(answer);
    process.stdout.write(Buffer.from(`${text}\n`, 'latin1'));
  });
  if (password) await session.ask(['AUTH', password], ({ kind }) => kind === 'error');
  if (database) await session.ask(['SELECT', database], ({ kind }) => kind === 'error');
  if (command.length > 0) await session.ask(command);
  else await converse(session, `${host}:${port}> `);
  socket.destroy();
  return 0;
}

/** Options come before the command. */
function split(argv: string[]) {
  const { values, tokens } = parseArgs({
    args: argv,
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: {
      host: { type: 'string', short: 'h' },
      port: { type: 'string', short: 'p' },
      pass: { type: 'string', short: 'a' },
      db: { type: 'string', short: 'n' },
      raw: { type: 'boolean' },
      'no-raw': { type: 'boolean' },
      version: { type: 'boolean', short: 'v' },
    },
  });
  const first = tokens.find(({ kind }) => kind === 'positional')?.index ?? argv.length;
  const text = (name: string, otherwise?: string) =>
    typeof values[name] === 'string' ? values[name] : otherwise;
  return {
    host: text('host', '127.0.0.1')!,
    port: text('port', '6379')!,
    password: text('pass'),
    database: text('db'),
    version: values['version'] === true,
    typed: values['no-raw'] === true || (process.stdout.isTTY && values['raw'] !== true),
    command: argv.slice(first),
  };
}

class Session {
  readonly #socket: Socket;
  readonly #print: (answer: Answer) => void;
  readonly #parser = new AnswerParser();

  constructor(socket: Socket, print: (answer: Answer) => void) {
    this.#socket = socket;
    this.#print = print;
    socket.setEncoding('latin1');
  }

  /** Resolves when the answer is printed; for a streaming command when the server closes. */
  async ask(words: string[], shown: (answer: Answer) => boolean = () => true): Promise<void> {
    const streams = STREAMING.has((words[0] ?? '').toLowerCase());
    const bulks = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    this.#socket.write(`*${words.length}\r\n${bulks.join('')}`);
    await new Promise<void>((resolve) => {
      const read = (chunk: string) => {
        const answers = this.#parser.push(chunk);
        for (const answer of answers) if (shown(answer)) this.#print(answer);
        if (!streams && answers.length > 0) done();
      };
      const done = () => {
        this.#socket.off('data', read).off('close', done);
        resolve();
      };
      this.#socket.on('data', read).once('close', done);
    });
  }
}

async function converse(session: Session, prompt: string): Promise<void> {
  const terminal = process.stdin.isTTY;
  const lines = createInterface({
    input: process.stdin,
    output: terminal ? process.stdout : undefined,
    prompt,
  });
  if (terminal) lines.prompt();
  for await (const line of lines) {
    const words = Array.from(line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g), ([, a, b, c]) => a ?? b ?? c ?? '');
    if (['quit', 'exit'].includes((words[0] ?? '').toLowerCase())) return;
    if (words.length > 0) await session.ask(words);
    if (terminal) lines.prompt();
  }
}
