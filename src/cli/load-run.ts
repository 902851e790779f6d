/** `pycont load`: one run, told while it lasts and summed up at its end. */
import { countErrors, parseDuration, runLoad, secondLine, summaryLines, targetUrl } from '../load/index.ts';
import type { LoadModel, LoadSecond, LoadSummary } from '../load/index.ts';
import { UserError } from '../user-error.ts';
import { watchInterrupts } from './interrupt.ts';
import type { LoadFlags } from './load.ts';
import { columnsOf, truncate } from './output.ts';

/** The talk's promise: an answer within half a second. */
const WITHIN = 500;
const WITHOUT_TERMINAL = 10 * 60_000;

export async function runLoadCommand(address: string | undefined, flags: LoadFlags): Promise<void> {
  const url = targetUrl({ url: address, path: pathOf(flags), yes: flags.yes ?? false }, process.env);
  const timeout = parseDuration(flags.timeout, '--timeout');
  const live = Boolean(process.stdout.isTTY) && process.env.TERM !== 'dumb' && !flags.json;
  const bound = live ? undefined : WITHOUT_TERMINAL;
  const duration = flags.duration === undefined ? bound : parseDuration(flags.duration, '--duration');
  const interrupt = watchInterrupts();
  const say = flags.json ? () => {} : print;
  say(
    `${describe(modelOf(flags))} ${url.href}${duration === undefined ? ' until Ctrl-C' : ` for ${duration / 1000} s`}`,
  );
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
        onSecond: flags.json ? printJson : live ? redraw : (second) => print(secondLine(second, WITHIN)),
      },
    );
  } finally {
    interrupt.dispose();
  }
  if (live) process.stdout.write('\r\u001B[K');
  if (flags.json) printJson(summary);
  else for (const line of summaryLines(summary, WITHIN)) print(line);
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

function describe(model: LoadModel): string {
  return model.kind === 'closed' ? `${model.connections} users ask` : `${model.rate} requests per second to`;
}

function unanswered({ messages, url }: LoadSummary): UserError {
  const [why = 'no answer'] = Object.values(messages);
  return new UserError(
    `Not one request to ${url} was answered: ${why}.`,
    `See whether it is there: curl -i ${url}`,
  );
}

function redraw(second: LoadSecond): void {
  process.stdout.write(`\r\u001B[K${truncate(secondLine(second, WITHIN), columnsOf(process.stdout) - 1)}`);
}
function printJson(value: LoadSecond | LoadSummary): void {
  print(JSON.stringify(value));
}
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
