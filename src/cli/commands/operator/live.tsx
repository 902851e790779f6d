/** The live view of the operator: a block for each Deployment, and above them what it did. */
import { Box, Static, Text, render } from 'ink';
import { LIVE_VIEW } from '../../terminal/screen/live-view.ts';
import { line, readingOf } from '../../../operator/index.ts';
import type { BlockedTarget, Evaluation, OperatorOptions } from '../../../operator/index.ts';
import { EVALUATION, OPERATOR, TARGET } from '../../../messages/index.ts';
import type { Text as Message, Translate } from '../../../messages/index.ts';
import { inColour } from '../../terminal/screen/colour.ts';
import { BLOCK_ROWS, TargetBlock, urgency } from './target.tsx';

type Hooks = Required<Pick<OperatorOptions, 'onEvaluation' | 'onObstacle' | 'onTick' | 'log'>>;

interface ViewState {
  evaluations: Map<string, Evaluation>;
  /** Those that cannot be scaled. */
  blocked: Map<string, BlockedTarget>;
  /** The recent shares of each target; undefined where one was not known. */
  trends: Map<string, (number | undefined)[]>;
  news: string[];
  standby?: string;
  /** The part of the title that says where and how it runs. */
  where: Message;
  translate: Translate;
}

/** How many evaluations of each target are kept. */
const TREND = 60;
/** How many targets that cannot be scaled are shown. */
const OBSTACLES = 3;
/** Border and title. */
const AROUND = 3;

const size = () => ({ columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 });

/** Runs the operator with a live view; what it did stays in the scrollback. */
export async function watchLive(
  run: (hooks: Hooks) => Promise<void>,
  where: Message,
  translate: Translate,
): Promise<void> {
  const state: ViewState = {
    evaluations: new Map(),
    blocked: new Map(),
    trends: new Map(),
    news: [],
    where,
    translate,
  };
  const view = render(<Operator {...state} {...size()} />, LIVE_VIEW);
  const draw = (): void => view.rerender(<Operator {...state} news={[...state.news]} {...size()} />);
  const announce = (text: string): void => void state.news.push(text);
  process.stdout.on('resize', draw);
  try {
    await run({
      onEvaluation: (evaluation) => {
        const reason = state.evaluations.get(evaluation.key)?.decision.reason;
        const { replicas } = evaluation.seen;
        state.evaluations.set(evaluation.key, evaluation);
        state.blocked.delete(evaluation.key);
        const { share } = readingOf(evaluation.seen);
        state.trends.set(evaluation.key, [...(state.trends.get(evaluation.key) ?? []), share].slice(-TREND));
        if (evaluation.decision.replicas !== replicas || reason !== evaluation.decision.reason)
          announce(line(evaluation, size().columns, translate));
      },
      onObstacle: (blocked) => {
        state.evaluations.delete(blocked.key);
        state.blocked.set(blocked.key, blocked);
      },
      onTick: ({ leading, holder }) => {
        if (leading) delete state.standby;
        else if (holder !== undefined) state.standby = holder;
        draw();
      },
      log: { info: () => {}, warn: (why) => announce(translate(EVALUATION.warning({ why }))) },
    });
  } finally {
    process.stdout.off('resize', draw);
    draw();
    view.unmount();
    await view.waitUntilExit();
  }
}

function Operator({
  evaluations,
  blocked,
  trends,
  news,
  standby,
  where,
  translate,
  columns,
  rows,
}: ViewState & ReturnType<typeof size>) {
  // A view as tall as the terminal would clear the screen at every draw. Targets that need attention come first.
  const obstacles = [...blocked.values()].slice(0, OBSTACLES);
  const fit = Math.max(1, Math.floor((rows - 1 - AROUND - obstacles.length) / BLOCK_ROWS));
  const shown = [...evaluations.values()].sort((a, b) => urgency(b) - urgency(a)).slice(0, fit);
  return (
    <>
      <Static items={news}>{(text, index) => <Text key={index}>{text}</Text>}</Static>
      <Box flexDirection="column" borderStyle="round" paddingX={1}>
        <Text wrap="truncate">
          <Text bold>operator</Text>{' '}
          {translate(standby === undefined ? where : OPERATOR.standsBy({ where, holder: standby }))}
          {evaluations.size > fit ? (
            <Text dimColor>{translate(OPERATOR.moreTargets({ count: evaluations.size - fit }))}</Text>
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
          shown.map((evaluation) => (
            <TargetBlock
              key={evaluation.key}
              evaluation={evaluation}
              trend={trends.get(evaluation.key) ?? []}
              columns={columns - 4}
              translate={translate}
            />
          ))
        )}
      </Box>
    </>
  );
}
