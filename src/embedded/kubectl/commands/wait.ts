/** kubectl wait --for=condition=X | delete | create | jsonpath='{…}'=V */
import { duration } from '../flags.ts';
import type { FlagSpec } from '../flags.ts';
import { typeName } from '../discovery.ts';
import { Exit, unsupported, ServerError, usage } from '../errors.ts';
import { valuesAt } from '../output/jsonpath.ts';
import { fileFlags } from '../named-manifests.ts';
import type { Json } from '../output/print.ts';
import { selected } from '../selected.ts';
import type { Session } from '../session.ts';
import { until } from '../until.ts';

export const flags = {
  ...fileFlags,
  for: { type: 'string' },
  timeout: { type: 'string' },
  selector: { type: 'string', short: 'l' },
  all: { type: 'boolean' },
} satisfies Record<string, FlagSpec>;

interface Goal {
  reached(object: Json | undefined): boolean;
  /** Printed for each object that meets the condition. */
  done: string;
  /** Whether a missing object is an immediate error. */
  needsObject: boolean;
}

export async function run(session: Session): Promise<void> {
  const { line } = session;
  const goal = parseGoal(line.string('for'));
  const milliseconds = duration(line.string('timeout') ?? '30s');
  const targets = await selected(session);
  if (targets.length === 0 && goal.needsObject)
    throw usage('no matching resources found', 'See: kubectl get');
  // As in Kubernetes, 0 checks once and a negative value waits for a week.
  const signal = AbortSignal.timeout(milliseconds < 0 ? 7 * 86_400_000 : Math.max(milliseconds, 1));
  let failed = false;
  for (const target of targets) {
    const evaluate = (object: Json | undefined) => {
      if (!object && goal.needsObject) {
        throw new ServerError(404, {
          reason: 'NotFound',
          message: `${target.resource.plural} "${target.name}" not found`,
        });
      }
      return goal.reached(object) || undefined;
    };
    try {
      await until(session, target, evaluate, signal);
      session.print(`${typeName(target.resource)}/${target.name} ${goal.done}`);
    } catch (error) {
      if (!signal.aborted) throw error;
      failed = true;
      session.warn(`error: timed out waiting for the condition on ${target.resource.plural}/${target.name}`);
    }
  }
  if (failed) throw new Exit(1);
}

function parseGoal(text: string | undefined): Goal {
  if (text === undefined) throw usage('--for is required', 'For example: --for=condition=Available');
  if (text === 'delete')
    return { reached: (object) => object === undefined, done: 'deleted', needsObject: false };
  if (text === 'create')
    return { reached: (object) => object !== undefined, done: 'condition met', needsObject: false };
  const [kind, rest = ''] = splitAt(text);
  if (kind === 'condition') {
    const [type, status = 'True'] = rest.split('=');
    const met = ({ type: other, status: present }: Json) =>
      other.toLowerCase() === type!.toLowerCase() && present.toLowerCase() === status.toLowerCase();
    return {
      reached: (object) => isObserved(object) && (object?.status?.conditions ?? []).some(met),
      done: 'condition met',
      needsObject: true,
    };
  }
  if (kind === 'jsonpath') {
    const match = /^'?(\{.*\})'?(?:=(.*))?$/s.exec(rest);
    if (!match)
      throw usage(`"${rest}" is not a valid JSONPath`, "Write --for=jsonpath='{.status.phase}'=Running.");
    const [, path, value] = match as unknown as [string, string, string | undefined];
    const wanted = value?.replace(/^["']|["']$/g, '');
    return {
      reached: (object) =>
        valuesAt(path, object).some((found) => wanted === undefined || String(found) === wanted),
      done: 'condition met',
      needsObject: true,
    };
  }
  throw unsupported(`--for=${text}`);
}

/** A condition counts only if the controller has observed the current spec. */
const isObserved = (object: Json | undefined) =>
  object?.status?.observedGeneration === undefined ||
  object.status.observedGeneration >= object.metadata.generation;

function splitAt(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
