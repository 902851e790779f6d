/** A command that failed because a port is taken: by whom, and what to do. */
import { EXPECTED, GOT } from '../../messages/index.ts';
import type { Stage, TakenPort } from '../../stage/index.ts';
import type { Text } from '../../messages/index.ts';
import type { ExecutionContext, StepResult } from './execution.ts';

const TAKEN = /port is already allocated|address already in use/i;
const PORT = /:(\d+)\b/g;

/** The port in the first line of an output that says so. */
export function portIn(output: string): number | undefined {
  const line = output.split('\n').find((each) => TAKEN.test(each));
  const [before = '', after = ''] = line?.split(TAKEN) ?? [];
  // Docker names it before that, Node behind it.
  const port = [...before.matchAll(PORT)].at(-1)?.[1] ?? [...after.matchAll(PORT)][0]?.[1];
  return port === undefined ? undefined : Number(port);
}

/**
 * The variables of the context follow where the stage has moved LOCAL_PORT, for the next try.
 * @returns the result as it is, unless that is why it failed
 */
export async function tellTakenPort(
  result: StepResult,
  stage: Stage,
  context: ExecutionContext,
): Promise<StepResult> {
  if (result.failures.length === 0 || result.interrupted || !stage.portTaken) return result;
  const port = portIn(result.output);
  if (port === undefined) return result;
  const taken = await stage.portTaken(port);
  Object.assign(context.env, taken.moved);
  const got = GOT.portTaken({ holder: taken.holder, advice: adviceFor(taken) });
  const moved = taken.moved && { moved: Number(taken.moved.LOCAL_PORT) };
  return {
    ...result,
    ...moved,
    failures: [{ expected: EXPECTED.portFree({ port }), got }, ...result.failures],
  };
}

function adviceFor({ ownContainer, moved }: TakenPort): Text {
  if (moved) return GOT.portMoved({ port: Number(moved.LOCAL_PORT) });
  return ownContainer === undefined ? GOT.endHolder : GOT.removeContainer({ name: ownContainer });
}
