/** One target of the operator: the share of fast requests, its replicas, and the decision. */
import { Box, Text } from 'ink';
import { decisionText, readingOf } from '../../../operator/index.ts';
import type { Evaluation } from '../../../operator/index.ts';
import { EVALUATION, OPERATOR } from '../../../messages/index.ts';
import type { Translate } from '../../../messages/index.ts';
import { inColour } from '../../terminal/screen/colour.ts';

export const BLOCK_ROWS = 4;

interface Props {
  evaluation: Evaluation;
  trend: (number | undefined)[];
  columns: number;
  translate: Translate;
}

export function TargetBlock({ evaluation, trend, columns, translate }: Props) {
  const { name, policy, seen, decision } = evaluation;
  const { ready, replicas } = seen;
  const { share, rate, quantiles } = readingOf(seen);
  const colour = colourOf(share, policy.objective);
  const width = Math.max(10, Math.min(40, columns - name.length - 28));
  const known = share === undefined ? '?' : `${Math.round(share * 100)}`;
  return (
    <Box flexDirection="column">
      <Text wrap="truncate">
        <Text bold>{name}</Text> <Text {...inColour(colour)}>{bar(share, policy.objective, width)}</Text>{' '}
        {known.padStart(3)} % {translate(EVALUATION.within({ threshold: policy.threshold }))}
      </Text>
      <Text wrap="truncate">
        {' '.repeat(name.length)} {sparks(trend.slice(-width), policy.objective)}{' '}
        <Text dimColor>
          {`${Math.round(policy.objective * 100)}`.padStart(3)} % {translate(OPERATOR.objective)}
        </Text>
      </Text>
      <Text wrap="truncate">
        {' '.repeat(name.length)} {replicaMarks(ready, replicas, policy.max)}{' '}
        {translate(OPERATOR.ready({ ready, replicas }))}
        <Text dimColor>{translate(OPERATOR.bounds({ min: policy.min, max: policy.max }))}</Text>
        {rate === undefined ? '' : `  ${translate(OPERATOR.rate({ perSecond: rate }))}`}
        {quantiles === undefined ? '' : `  ${translate(EVALUATION.p90({ seconds: quantiles.p90 }))}`}
      </Text>
      <Text wrap="truncate">
        {' '.repeat(name.length)} <Text {...inColour(colour)}>{translate(decisionText(evaluation))}</Text>
        {decision.replicas === replicas ? '' : <Text bold>{` → ${decision.replicas}`}</Text>}
      </Text>
    </Box>
  );
}

export function urgency({ policy, seen }: Evaluation): number {
  const { share } = readingOf(seen);
  return share === undefined ? 1 : share < policy.objective ? 2 : 0;
}

const colourOf = (share: number | undefined, objective: number): string =>
  share === undefined ? 'yellow' : share < objective ? 'red' : 'green';

/** The share as a bar, with the objective as a mark in it. */
function bar(share: number | undefined, objective: number, width: number): string {
  const full = Math.round((share ?? 0) * width);
  const mark = Math.min(width - 1, Math.round(objective * width));
  return Array.from({ length: width }, (_, i) => (i === mark ? '┃' : i < full ? '█' : '░')).join('');
}

const HEIGHTS = '▁▂▃▄▅▆▇█';

/** The recent shares, one column each. */
const sparks = (trend: (number | undefined)[], objective: number) =>
  trend.map((share, i) => (
    <Text key={i} {...inColour(colourOf(share, objective))}>
      {share === undefined ? '·' : HEIGHTS[Math.round(share * (HEIGHTS.length - 1))]}
    </Text>
  ));

/** More marks cannot be counted at a glance. */
const MARKS = 20;

/** Full: ready. Hollow: requested. Dots: up to the maximum. */
function replicaMarks(ready: number, replicas: number, max: number): string {
  const marks = Math.min(MARKS, Math.max(replicas, max));
  return Array.from({ length: marks }, (_, i) => (i < ready ? '▮' : i < replicas ? '▯' : '·')).join('');
}
