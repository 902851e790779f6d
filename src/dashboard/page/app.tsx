import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { PAGE, translator } from '../../messages/dashboard/index.ts';
import { Announcer } from './announce/announcer.tsx';
import { Away } from './away.tsx';
import { Graph } from './graph/graph.tsx';
import { Header } from './header/header.tsx';
import { Keys } from './header/keys.tsx';
import { useKeys } from './header/use-keys.ts';
import type { Command } from './header/use-keys.ts';
import { Lost } from './lost.tsx';
import { Mind } from './mind/mind.tsx';
import { Stage } from './stage/stage.tsx';
import { useStream } from './stream/use-stream.ts';
import { useMedia } from './use-size.ts';
import { useSettings } from './use-settings.ts';
import { WordsIn } from './words.ts';

/** Smaller screens scroll: a phone, or a page that is zoomed in. */
const SCROLLS = '(max-width: 899px), (max-height: 479px)';

export function App() {
  const { known, lost, now } = useStream('events');
  const [settings, change] = useSettings();
  const [keys, setKeys] = useState(false);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const scrolls = useMedia(SCROLLS);
  const theme = settings.theme ?? (dark ? 'dark' : 'light');
  const { language, captioned, graph } = settings;
  const say = useMemo(() => translator(language), [language]);
  const view = known?.view;

  const command = useCallback(
    (which: Command) => {
      if (which === 'c') change({ captioned: !captioned });
      if (which === 'g') change({ graph: !graph });
      if (which === 't') change({ theme: theme === 'dark' ? 'light' : 'dark' });
      if (which === 'l') change({ language: language === 'en' ? 'cs' : 'en' });
      if (which === '?') setKeys((open) => !open);
    },
    [change, captioned, graph, theme, language],
  );
  useKeys(command);

  const root = document.documentElement;
  if (root.dataset.theme !== theme) root.dataset.theme = theme;
  useEffect(() => {
    root.lang = language;
    if (view) document.title = say(PAGE.title({ namespace: view.namespace }));
  }, [root, language, say, view?.namespace]);

  return (
    <WordsIn value={say}>
      <div class={`page${lost ? ' lost' : ''}${graph ? ' graph-only' : ''}`}>
        <Header view={view} lost={lost} captioned={captioned} onKeys={() => setKeys(true)} />
        {lost && known && <Lost heardAt={known.heardAt + known.ahead} since={known.heardAt} />}
        {known && view && (
          <main>
            <section
              class={`cluster${view.cluster.state === 'away' ? ' old' : ''}`}
              aria-label={say(PAGE.cluster)}
            >
              <Away source={view.cluster} what={PAGE.clusterAway} now={now} />
              <Stage
                view={view}
                now={now}
                old={lost || view.cluster.state === 'away' || view.metrics.state === 'away'}
                theme={theme}
                scrolls={scrolls}
              />
            </section>
            <Graph view={view} points={known.points} now={now} theme={theme} />
            <Mind scalers={Object.values(view.scalers)} now={now} />
            <Announcer view={view} />
          </main>
        )}
        <Keys open={keys} onCommand={command} onClose={() => setKeys(false)} />
      </div>
    </WordsIn>
  );
}
