import type { StepDraft } from './fence-step.ts';
import { suggestion } from './suggestion.ts';
import type { Report } from './scene-error.ts';
import type { Position } from './scene.ts';

/** Gives every step of a scene an id of its own, and holds the named ones to being different. */
export class StepNames {
  readonly #report: Report;
  readonly #named = new Map<string, Position>();
  readonly #ids = new Set<string>();
  /** Background steps that nobody has stopped yet; what is left ends with the scene. */
  readonly #running = new Set<string>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** @returns the draft with its id, its name, and the id of the background step that it ends */
  name(draft: StepDraft): StepDraft & { id: string; name: string } {
    const { name, id } = identify(draft);
    if (draft.name !== undefined) {
      const before = this.#named.get(id);
      if (before)
        this.#report(
          draft.position,
          `two steps are called '${draft.name}': the other is in line ${before.line}`,
          'Give one of them another name',
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
    const remedy =
      this.#running.size > 0
        ? suggestion(background, [...this.#running])
        : 'Start it before: sh name=… background';
    this.#report(position, `no background step '${background}' runs here`, remedy);
  }

  #free(id: string): string {
    if (!this.#ids.has(id)) return id;
    for (let count = 2; ; count += 1) {
      if (!this.#ids.has(`${id}-${count}`)) return `${id}-${count}`;
    }
  }
}

function identify(draft: StepDraft): { id: string; name: string } {
  if (draft.kind === 'stop')
    return { id: `stop-${slug(draft.background)}`, name: `stop ${draft.background}` };
  const fallback = draft.kind === 'fix' ? draft.patch.replace(/\.patch$/, '') : firstLine(draft.command);
  const name = draft.name ?? fallback;
  return { id: slug(name), name };
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
