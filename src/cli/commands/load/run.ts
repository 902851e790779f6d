/** `pycont load`: one run, reported while it lasts, with a summary at its end. */
import { countErrors, runLoad, secondLine, summaryLines, targetUrl } from '../../../load/index.ts';
import type { LoadModel, LoadSecond, LoadSummary } from '../../../load/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { LOAD, translator } from '../../../messages/index.ts';
import type { Text } from '../../../messages/index.ts';
import { watchInterrupts } from '../../interrupt.ts';
import { columnsOf, truncate } from '../../terminal/output/output.ts';
import type { Settings } from '../../settings.ts';
import { appUrlOf } from '../../talk/cluster.ts';

export interface LoadFlags {
  slow?: boolean;
  heavy?: boolean;
  path?: string;
  connections?: number;
  rate?: number;
  /** Milliseconds, as `timeout`. */
  duration?: number;
  keepAlive?: boolean;
  timeout: number;
  yes?: boolean;
  json?: boolean;
}

/** The objective of the talk: an answer within half a second. */
const WITHIN = 500;
const DURATION_WITHOUT_TERMINAL = 10 * 60_000;

export async function runLoadCommand(
  address: string | undefined,
  flags: LoadFlags,
  settings: Settings,
): Promise<void> {
  const translate = translator(settings.language);
  const base = address ?? (process.env.APP_URL || (await appUrlOf(settings)));
  const url = targetUrl({ url: base, path: pathOf(flags), yes: flags.yes ?? false });
  const live = Boolean(process.stdout.isTTY) && process.env.TERM !== 'dumb' && !flags.json;
  const bound = live ? undefined : DURATION_WITHOUT_TERMINAL;
  const duration = flags.duration ?? bound;
  const interrupt = watchInterrupts();
  if (!flags.json) print(`${translate(describe(modelOf(flags), url))} ${translate(lasting(duration))}`);
  let summary: LoadSummary;
  try {
    summary = await runLoad(
      {
        url,
        model: modelOf(flags),
        keepAlive: flags.keepAlive ?? false,
        timeout: flags.timeout,
        within: WITHIN,
        ...(duration === undefined ? {} : { duration }),
      },
      {
        signal: interrupt.signal,
        onSecond: flags.json
          ? printJson
          : (second) => (live ? redraw : print)(secondLine(second, WITHIN, translate)),
      },
    );
  } finally {
    interrupt.dispose();
  }
  if (live) process.stdout.write('\r\u001B[K');
  if (flags.json) printJson(summary);
  else for (const line of summaryLines(summary, WITHIN)) print(translate(line));
  if (summary.requests > 0 && countErrors(summary) === summary.requests) throw unanswered(summary);
}

function pathOf({ slow, heavy, path }: LoadFlags): string | undefined {
  const paths = [slow ? '/slow' : undefined, heavy ? '/heavy' : undefined, path].filter(
    (one) => one !== undefined,
  );
  if (paths.length > 1) throw new UserError(LOAD.onePath, LOAD.giveOnePath, { exitCode: 2 });
  return paths[0];
}

function modelOf({ rate, connections }: LoadFlags): LoadModel {
  if (rate === undefined) return { kind: 'closed', connections: connections ?? 40 };
  return { kind: 'open', rate, maxInFlight: connections ?? 1000 };
}

function describe(model: LoadModel, { href: url }: URL): Text {
  return model.kind === 'closed'
    ? LOAD.users({ connections: model.connections, url })
    : LOAD.rate({ rate: model.rate, url });
}

function lasting(ms: number | undefined): Text {
  return ms === undefined ? LOAD.untilInterrupted : LOAD.lasting({ ms });
}

function unanswered({ messages, url }: LoadSummary): UserError {
  const why = Object.values(messages).find((each) => each !== undefined) ?? LOAD.noAnswer;
  return new UserError(LOAD.unanswered({ url, why }), LOAD.tryCurl({ url }));
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
