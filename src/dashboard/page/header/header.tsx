/** Where we are: the namespace, the scene of the talk, and whether what is shown is of now. */
import { PAGE } from '../../../messages/dashboard/index.ts';
import type { View } from '../../view/view.ts';
import { Alarm } from '../alarm.tsx';
import type { Trouble } from '../alarm.tsx';
import { Icon } from '../icon.tsx';
import { useWords } from '../words.ts';
import { CaptionLine } from './caption.tsx';

interface Props {
  view: View | undefined;
  /** It takes the place of the caption. */
  trouble: Trouble | undefined;
  clock: number;
  captioned: boolean;
  onKeys: () => void;
}

/** Letters of a title that fit in one line. */
const LINE = 21;

export function Header({ view, trouble, clock, captioned, onKeys }: Props) {
  const say = useWords();
  const caption = captioned ? view?.caption : undefined;
  const state = view ? 'live' : 'connecting';
  return (
    <header class={caption ? 'top captioned' : 'top'}>
      <h1>
        {caption && <b class="scene-number">{caption.scene.number}</b>}
        <span class="where">
          {caption ? (
            <span class={caption.scene.title.length > LINE ? 'scene-title long' : 'scene-title'}>
              {caption.scene.title}
            </span>
          ) : (
            <span class="namespace">{view?.namespace}</span>
          )}
          <span class="quiet">
            {caption ? view?.namespace : `${say(PAGE.namespace)}${view?.context ? ` · ${view.context}` : ''}`}
          </span>
        </span>
      </h1>
      {trouble ? <Alarm trouble={trouble} now={clock} /> : caption && <CaptionLine caption={caption} />}
      <p class={`state state-${state}`}>
        {!trouble && <Icon sign={view ? 'live' : 'away'} />}
        {!trouble && say(PAGE[state])}
      </p>
      <button class="keys" type="button" onClick={onKeys} aria-label={say(PAGE.keys)}>
        ?
      </button>
    </header>
  );
}
