/** The operator at work, live: a block for each Deployment, and above it what was done. */
import { Box, Static, Text, render } from 'ink';
import { line, readingOf } from '../../../operator/index.ts';
import type { Hindered, Look, OperatorOptions } from '../../../operator/index.ts';
import { LOOK, OPERATOR, TARGET } from '../../../messages/index.ts';
import type { Text as Message, Translate } from '../../../messages/index.ts';
import { inColour } from '../../terminal/screen/colour.ts';
import { BLOCK_ROWS, TargetBlock, urgency } from './target.tsx';

type Hooks = Required<Pick<OperatorOptions, 'onLook' | 'onObstacle' | 'onTick' | 'log'>>;

interface Scene {
  looks: Map<string, Look>;
  /** Those that cannot be scaled. */
  hindered: Map<string, Hindered>;
  /** The shares of late of each target; undefined where one was not known. */
  trends: Map<string, (number | undefined)[]>;
  news: string[];
  standby?: string;
  /** What the title says of where and how. */
  where: Message;
  translate: Translate;
}

/** Remembered of each target, a look each. */
const TREND = 60;
/** So many of those that cannot be scaled are shown. */
const OBSTACLES = 3;
/** Border and title. */
const AROUND = 3;

const size = () => ({ columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 });

/** Runs the operator under a live view; what it did stays in the scrollback. */
export async function watchLive(
  run: (hooks: Hooks) => Promise<void>,
  where: Message,
  translate: Translate,
): Promise<void> {
  const scene: Scene = {
    looks: new Map(),
    hindered: new Map(),
    trends: new Map(),
    news: [],
    where,
    translate,
  };
  const view = render(<Operator {...scene} {...size()} />, {
    exitOnCtrlC: false,
    incrementalRendering: true,
  });
  const draw = (): void => view.rerender(<Operator {...scene} news={[...scene.news]} {...size()} />);
  const newly = (text: string): void => void scene.news.push(text);
  process.stdout.on('resize', draw);
  try {
    await run({
      onLook: (look) => {
        const reason = scene.looks.get(look.key)?.decision.reason;
        const { replicas } = look.seen;
        scene.looks.set(look.key, look);
        scene.hindered.delete(look.key);
        const { share } = readingOf(look.seen);
        scene.trends.set(look.key, [...(scene.trends.get(look.key) ?? []), share].slice(-TREND));
        if (look.decision.replicas !== replicas || reason !== look.decision.reason)
          newly(line(look, size().columns, translate));
      },
      onObstacle: (hindered) => {
        scene.looks.delete(hindered.key);
        scene.hindered.set(hindered.key, hindered);
      },
      onTick: ({ leading, holder }) => {
        if (leading) delete scene.standby;
        else if (holder !== undefined) scene.standby = holder;
        draw();
      },
      log: { info: () => {}, warn: (why) => newly(translate(LOOK.warning({ why }))) },
    });
  } finally {
    process.stdout.off('resize', draw);
    draw();
    view.unmount();
    await view.waitUntilExit();
  }
}

function Operator({
  looks,
  hindered,
  trends,
  news,
  standby,
  where,
  translate,
  columns,
  rows,
}: Scene & ReturnType<typeof size>) {
  // As tall as the terminal, it would clear the screen at every look. Those that need attention come first.
  const obstacles = [...hindered.values()].slice(0, OBSTACLES);
  const fit = Math.max(1, Math.floor((rows - 1 - AROUND - obstacles.length) / BLOCK_ROWS));
  const shown = [...looks.values()].sort((a, b) => urgency(b) - urgency(a)).slice(0, fit);
  return (
    <>
      <Static items={news}>{(text, index) => <Text key={index}>{text}</Text>}</Static>
      <Box flexDirection="column" borderStyle="round" paddingX={1}>
        <Text wrap="truncate">
          <Text bold>operator</Text>{' '}
          {translate(standby === undefined ? where : OPERATOR.standsBy({ where, holder: standby }))}
          {looks.size > fit ? (
            <Text dimColor>{translate(OPERATOR.moreTargets({ count: looks.size - fit }))}</Text>
          ) : null}
        </Text>
        {obstacles.map(({ key, name, message }) => (
          <Text key={key} wrap="truncate" {...inColour('yellow')}>
            {translate(TARGET.of({ name, why: message }))}
          </Text>
        ))}
        {shown.length + obstacles.length === 0 ? (
          <Text dimColor>{translate(standby === undefined ? OPERATOR.nothingYet : OPERATOR.waiting)}</Text>
        ) : (
          shown.map((look) => (
            <TargetBlock
              key={look.key}
              look={look}
              trend={trends.get(look.key) ?? []}
              columns={columns - 4}
              translate={translate}
            />
          ))
        )}
      </Box>
    </>
  );
}
