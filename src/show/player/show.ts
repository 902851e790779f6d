import type { Talk } from '../journal/talk.ts';
import type { PositionFile } from '../journal/script-position.ts';
import type { Recordings } from '../recordings/recording.ts';
import type { StageRuntime } from './act.ts';
import type { Presenter } from './presenter.ts';

/** What a scene is played with. */
export interface Show {
  talk: Talk;
  runtime: StageRuntime;
  presenter: Presenter;
  /** What can be shown when a step fails. */
  recordings?: Recordings;
  /** Where the player tells others where it is. */
  position?: PositionFile;
}
