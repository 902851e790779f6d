/** The operator at work, live: a block for each Deployment, and below it what was done. */
import { Box, Static, Text, render } from 'ink';
import { duration, line, words } from '../../operator/index.ts';
import type { Look, OperatorOptions } from '../../operator/index.ts';

type Hooks = Pick<OperatorOptions, 'onLook' | 'onTick' | 'log'>;

interface Scene {
  looks: Map<string, Look>;
  news: string[];
  standby?: string;
  where: string;
}

/** More than these do not fit: the ones that need attention come first. */
const SHOWN = 8;

/** Runs the operator under a live view; what it did stays in the scrollback. */
export async function watchLive(run: (hooks: Hooks) => Promise<void>, where: string): Promise<void> {
  const scene: Scene = { looks: new Map(), news: [], where };
  const view = render(<Operator {...scene} />, { exitOnCtrlC: false });
  const draw = (): void => view.rerender(<Operator {...scene} news={[...scene.news]} />);
  const tell = (text: string): void => void scene.news.push(text);
  try {
    await run({
      onLook: (look) => {
        const reason = scene.looks.get(look.key)?.decision.reason;
        scene.looks.set(look.key, look);
        const stepped = look.decision.replicas !== look.seen.replicas;
        if (stepped || reason !== look.decision.reason) tell(line(look));
      },
      onTick: ({ leading, holder }) => {
        if (leading) delete scene.standby;
        else scene.standby = holder ?? 'another operator';
        draw();
      },
      log: { info: () => {}, warn: (message) => tell(`! ${message}`) },
    });
  } finally {
    draw();
    view.unmount();
    await view.waitUntilExit();
  }
}

function Operator({ looks, news, standby, where }: Scene) {
  const shown = [...looks.values()].sort((a, b) => urgency(b) - urgency(a)).slice(0, SHOWN);
  return (
    <>
      <Static items={news}>{(text, index) => <Text key={index}>{text}</Text>}</Static>
      <Box flexDirection="column" borderStyle="round" paddingX={1}>
        <Text>
          <Text bold>operator</Text> in namespace {where}
          {standby === undefined ? '' : `, standing by: ${standby} acts`}
        </Text>
        {shown.length === 0 ? (
          <Text dimColor>nothing to scale yet</Text>
        ) : (
          shown.map((look) => <Block key={look.key} look={look} />)
        )}
        {looks.size > SHOWN ? <Text dimColor>and {looks.size - SHOWN} more</Text> : null}
      </Box>
    </>
  );
}

function Block({ look }: { look: Look }) {
  const { name, policy, seen, decision } = look;
  const { signal } = seen;
  const share = signal.state === 'unknown' ? undefined : signal.share;
  const colour = share === undefined ? 'yellow' : share < policy.objective ? 'red' : 'green';
  return (
    <Box flexDirection="column">
      <Text>
        <Text bold>{name}</Text> <Text color={colour}>{bar(share, policy.objective)}</Text>{' '}
        {share === undefined ? '?' : `${Math.round(share * 100)} %`} within {duration(policy.threshold)}
      </Text>
      <Text>
        {'▮'.repeat(Math.min(seen.ready, 40))}
        {'▯'.repeat(Math.max(0, Math.min(seen.replicas, 40) - seen.ready))} {seen.ready}/{seen.replicas}
        {signal.state === 'measured' && signal.quantiles ? `  p90 ${duration(signal.quantiles.p90)}` : ''}
        {'  '}
        <Text color={colour}>{words(decision, signal)}</Text>
        {decision.replicas === seen.replicas ? '' : ` → ${decision.replicas}`}
      </Text>
    </Box>
  );
}

const WIDTH = 20;

/** The share as a bar, with the objective as a mark in it. */
function bar(share: number | undefined, objective: number): string {
  const full = Math.round((share ?? 0) * WIDTH);
  const mark = Math.min(WIDTH - 1, Math.round(objective * WIDTH));
  return Array.from({ length: WIDTH }, (_, i) => (i === mark ? '┃' : i < full ? '█' : '░')).join('');
}

function urgency({ policy, seen: { signal } }: Look): number {
  return signal.state === 'unknown' ? 1 : signal.share < policy.objective ? 2 : 0;
}
