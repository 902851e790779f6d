import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { shellQuote } from '../../../notation/index.ts';
import { openStage } from '../../../stage/index.ts';
import type { Stage } from '../../../stage/index.ts';
import { UserError } from '../../../errors/user-error.ts';
import { STAGE, translator } from '../../../messages/index.ts';
import { padEnd, themeFor, visibleLength } from '../../terminal/output/output.ts';
import { progress } from '../../terminal/output/progress.ts';
import type { Settings } from '../../settings.ts';
import { stageOptionsOf } from '../../talk/stage-options.ts';
import { talkFolderOf } from '../../talk/talk-at.ts';

/** The exit code of systemctl for a unit that is not running. */
const NOT_RUNNING = 3;

function open(settings: Settings): Promise<Stage> {
  const { workspace } = talkFolderOf(settings);
  return openStage(settings.stage, { ...stageOptionsOf(settings), workspace });
}

export async function stageUp(settings: Settings): Promise<void> {
  const stage = await open(settings);
  await stage.up(progress(settings));
  await printStatus(stage, settings);
}

export async function stageDown(settings: Settings): Promise<void> {
  const stage = await open(settings);
  await stage.down();
  process.stdout.write(`${translator(settings.language)(STAGE.down({ stage: stage.name }))}\n`);
}

export async function stageStatus(settings: Settings, { json }: { json?: boolean }): Promise<void> {
  const stage = await open(settings);
  const status = await stage.status();
  if (json) {
    const { up, summary, details } = status;
    const named = Object.fromEntries(details.map(([label, value]) => [String(label), value]));
    process.stdout.write(`${JSON.stringify({ stage: stage.name, up, summary, details: named }, null, 2)}\n`);
  } else {
    await printStatus(stage, settings);
  }
  if (!status.up) process.exitCode = NOT_RUNNING;
}

/** Replaces `docker push` on a stage whose cluster has its own images. */
export async function stagePush(settings: Settings, image: string): Promise<void> {
  const stage = await open(settings);
  if (!stage.push) throw new UserError(STAGE.sharesImages({ stage: stage.name }), STAGE.pushThere({ image }));
  await stage.push(image, (line) => process.stdout.write(`${line}\n`));
}

async function printStatus(stage: Stage, { language }: Settings): Promise<void> {
  const { summary, details } = await stage.status();
  const translate = translator(language);
  const facts = details.map(([label, value]) => [translate(label), translate(value)] as const);
  const { dim } = themeFor(process.stdout);
  const width = Math.max(0, ...facts.map(([label]) => visibleLength(label)));
  const lines = facts.map(([label, value]) => `  ${dim(padEnd(label, width))}  ${value}`);
  process.stdout.write(`${[translate(summary), ...lines].join('\n')}\n`);
}

/** Lines for `eval`: the variables that the stage adds or changes. */
export async function stageEnv(settings: Settings): Promise<void> {
  const stage = await open(settings);
  await stage.up(progress(settings));
  const environment = await stage.environment();
  for (const [name, value] of Object.entries(environment)) {
    process.stdout.write(`export ${name}=${shellQuote(value)}\n`);
  }
}

export async function stageLogs(settings: Settings, { lines }: { lines?: number }): Promise<void> {
  if (lines !== undefined && !(Number.isInteger(lines) && lines > 0)) {
    throw new UserError(STAGE.countLines, STAGE.linesExample, { exitCode: 2 });
  }
  const stage = await open(settings);
  const { log } = await stage.status();
  const file = log ?? join(settings.home, 'embedded', 'logs', 'daemon.log');
  try {
    if (lines === undefined) return await pipeline(createReadStream(file), process.stdout, { end: false });
    const text = (await readFile(file, 'utf8')).trimEnd().split('\n');
    process.stdout.write(`${text.slice(-lines).join('\n')}\n`);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new UserError(STAGE.noLog({ stage: stage.name }), STAGE.startIt, { cause });
  }
}
