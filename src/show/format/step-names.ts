import { STEPS } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { DEFAULT_PATCH } from './fence-step.ts';
import type { StepDraft } from './fence-step.ts';
import { suggestion } from './suggestion.ts';
import type { Report } from './scene-error.ts';
import type { Position } from './scene.ts';

type Named<D> = D extends unknown ? Omit<D, 'name'> & { id: string; name: Text } : never;

/** Gives every step of a scene a unique id, and reports names that are used twice. */
export class StepNames {
  readonly #report: Report;
  readonly #named = new Map<string, Position>();
  readonly #ids = new Set<string>();
  /** Background steps that are not stopped yet; those that are left end with the scene. */
  readonly #running = new Set<string>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** @returns the draft with its id, its name, and the id of the background step that it stops */
  name(draft: StepDraft): Named<StepDraft> {
    const { name, id } = identify(draft);
    if (draft.name !== undefined) {
      const before = this.#named.get(id);
      if (before)
        this.#report(
          draft.position,
          STEPS.sameName({ name: draft.name, line: before.line }),
          STEPS.giveOtherName,
        );
      this.#named.set(id, draft.position);
    }
    const free = this.#free(id);
    this.#ids.add(free);
    if (draft.kind === 'command' && draft.background) this.#running.add(free);
    if (draft.kind !== 'stop') return { ...draft, id: free, name };
    const background = slug(draft.background);
    this.#stop(background, draft.position);
    return { ...draft, id: free, name, background };
  }

  #stop(background: string, position: Position): void {
    if (this.#running.delete(background)) return;
    const remedy = this.#running.size > 0 ? suggestion(background, [...this.#running]) : STEPS.startBefore;
    this.#report(position, STEPS.notRunning({ name: background }), remedy);
  }

  #free(id: string): string {
    if (!this.#ids.has(id)) return id;
    for (let count = 2; ; count += 1) {
      if (!this.#ids.has(`${id}-${count}`)) return `${id}-${count}`;
    }
  }
}

function identify(draft: StepDraft): { id: string; name: Text } {
  if (draft.kind === 'stop')
    return { id: `stop-${slug(draft.background)}`, name: `stop ${draft.background}` };
  const fallback = draft.kind === 'fix' ? draft.patch.replace(/\.patch$/, '') : firstLine(draft.command);
  const name = draft.name ?? fallback;
  const unnamed = draft.kind === 'fix' && draft.name === undefined && draft.patch === DEFAULT_PATCH;
  return { id: slug(name), name: unnamed ? STEPS.fix : name };
}

function firstLine(command: string): string {
  return command.trim().split('\n')[0]!;
}

function slug(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 48)
      .replace(/-$/, '') || 'step'
  );
}
