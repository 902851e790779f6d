/** What the hall sees of the show at this moment: pure. */
import type { Caption } from '../../../dashboard/index.ts';
import { plainText, speakerNotes } from '../../../show/index.ts';
import type { Item, JournalRecord, LoadedScene, Step } from '../../../show/index.ts';
import { commandParts } from '../../terminal/player/command-line.ts';
import type { Seen } from '../../talk/talk-observer.ts';

type Shown = Omit<Caption, 'scene'>;

/** @returns undefined while no player runs, and when the talk is over */
export function captionOf({ playing, records, scenes, position }: Seen): Caption | undefined {
  if (!playing) return undefined;
  const played = scenes.find(({ id }) => id === position?.scene);
  const scene = played ?? speakerNotes(records, scenes, new Date()).scene;
  if (!scene) return undefined;
  const { number, title } = scene;
  const item = played && position ? played.items[position.item] : undefined;
  return { scene: { number, title }, ...(item ? shownOf(item, scene, records) : titleOf(scene)) };
}

function shownOf(item: Item, scene: LoadedScene, records: readonly JournalRecord[]): Shown {
  switch (item.kind) {
    case 'speech':
      return { kind: 'said', speaker: item.character, text: plainText(item.text) };
    case 'direction':
      return { kind: 'shown', text: plainText(item.text) };
    case 'step':
      return {
        kind: item.step.kind === 'stop' ? 'shown' : 'typed',
        text: typedBySpeaker(item.step, scene, records) ?? commandParts(item.step).text,
      };
    default:
      return headingAbove(item, scene);
  }
}

/** Tables, lists and code are named by the heading that they are below. */
function headingAbove(item: Item, scene: LoadedScene): Shown {
  const above = scene.items.slice(0, scene.items.indexOf(item) + 1);
  const heading = above.findLast((each) => each.kind === 'heading');
  return heading ? { kind: 'shown', text: plainText(heading.text) } : titleOf(scene);
}

function titleOf({ title }: LoadedScene): Shown {
  return { kind: 'shown', text: title };
}

/** Instead of the scene's command, as long as it runs. */
function typedBySpeaker(step: Step, { id }: LoadedScene, records: readonly JournalRecord[]) {
  const last = records.findLast(
    (record) => 'step' in record && record.scene === id && record.step === step.id,
  );
  return last?.kind === 'step-intended' ? last.edited : undefined;
}
