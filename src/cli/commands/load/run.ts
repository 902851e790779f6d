/** `pycont load`: one run, told while it lasts and summed up at its end. */
import {
  countErrors,
  parseDuration,
  runLoad,
  secondLine,
  summaryLines,
  targetUrl,
} from '../../../load/index.ts';
import type { LoadModel, LoadSecond, LoadSummary } from '../../../load/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { watchInterrupts } from '../../interrupt.ts';
import { tellIn } from '../../language/sentences.ts';
import type { Tell } from '../../language/tell.ts';
import { columnsOf, truncate } from '../../terminal/output/output.ts';
import type { Settings } from '../../settings.ts';

export interface LoadFlags {
  slow?: boolean;
  heavy?: boolean;
  path?: string;
  connections?: number;
  rate?: number;
  duration?: string;
  keepAlive?: boolean;
  timeout: string;
  yes?: boolean;
  json?: boolean;
}

/** The talk's promise: an answer within half a second. */
const WITHIN = 500;
const WITHOUT_TERMINAL = 10 * 60_000;

export async function runLoadCommand(
  address: string | undefined,
  flags: LoadFlags,
  { language }: Settings,
): Promise<void> {
  const tell = tellIn(language);
  const url = targetUrl({ url: address, path: pathOf(flags), yes: flags.yes ?? false }, process.env);
  const timeout = parseDuration(flags.timeout, '--timeout');
  const live = Boolean(process.stdout.isTTY) && process.env.TERM !== 'dumb' && !flags.json;
  const bound = live ? undefined : WITHOUT_TERMINAL;
  const duration = flags.duration === undefined ? bound : parseDuration(flags.duration, '--duration');
  const interrupt = watchInterrupts();
  if (!flags.json) print(`${tell(describe(modelOf(flags), url))} ${tell(lasting(duration))}`);
  let summary: LoadSummary;
  try {
    summary = await runLoad(
      {
        url,
        model: modelOf(flags),
        keepAlive: flags.keepAlive ?? false,
        timeout,
        within: WITHIN,
        ...(duration === undefined ? {} : { duration }),
      },
      {
        signal: interrupt.signal,
        onSecond: flags.json
          ? printJson
          : (second) => (live ? redraw : print)(tellFigures(secondLine(second, WITHIN), tell)),
      },
    );
  } finally {
    interrupt.dispose();
  }
  if (live) process.stdout.write('\r\u001B[K');
  if (flags.json) printJson(summary);
  else for (const line of summaryLines(summary, WITHIN)) print(tell(line));
  if (summary.requests > 0 && countErrors(summary) === summary.requests) throw unanswered(summary);
}

function pathOf({ slow, heavy, path }: LoadFlags): string | undefined {
  const wishes = [slow ? '/slow' : undefined, heavy ? '/heavy' : undefined, path].filter(
    (one) => one !== undefined,
  );
  if (wishes.length > 1)
    throw new UserError('--slow, --heavy and --path exclude each other.', 'Give one of them', {
      exitCode: 2,
    });
  return wishes[0];
}

function modelOf({ rate, connections }: LoadFlags): LoadModel {
  if (rate === undefined) return { kind: 'closed', connections: connections ?? 40 };
  return { kind: 'open', rate, maxInFlight: connections ?? 1000 };
}

function describe(model: LoadModel, { href }: URL): string {
  return model.kind === 'closed'
    ? `${model.connections} users ask ${href}`
    : `${model.rate} requests per second to ${href}`;
}

function lasting(duration: number | undefined): string {
  return duration === undefined ? 'until Ctrl-C' : `for ${duration / 1000} s`;
}

function unanswered({ messages, url }: LoadSummary): UserError {
  const [why = 'no answer'] = Object.values(messages);
  return new UserError(
    `Not one request to ${url} was answered: ${why}.`,
    `See whether it is there: curl -i ${url}`,
  );
}

/** Each figure of a line; they stand in columns. */
function tellFigures(line: string, tell: Tell): string {
  return line
    .split(/( {2,})/)
    .map(tell)
    .join('');
}

function redraw(line: string): void {
  process.stdout.write(`\r\u001B[K${truncate(line, columnsOf(process.stdout) - 1)}`);
}
function printJson(value: LoadSecond | LoadSummary): void {
  print(JSON.stringify(value));
}
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
