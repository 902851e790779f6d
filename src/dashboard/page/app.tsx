import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { PAGE, translator } from '../../messages/dashboard/index.ts';
import type { Trouble } from './alarm.tsx';
import { Announcer } from './announce/announcer.tsx';
import { Graph } from './graph/graph.tsx';
import { Header } from './header/header.tsx';
import { Keys } from './header/keys.tsx';
import { useKeys } from './header/use-keys.ts';
import type { Command } from './header/use-keys.ts';
import { Mind } from './mind/mind.tsx';
import { Stage } from './stage/stage.tsx';
import type { Known } from './stream/state.ts';
import { useStream } from './stream/use-stream.ts';
import { useMedia } from './use-size.ts';
import { useSettings } from './use-settings.ts';
import { useWords, WordsIn } from './words.ts';

/** Smaller screens scroll: a phone, or a page that is zoomed in. */
const SCROLLS = '(max-width: 899px), (max-height: 479px)';

export function App() {
  const { known, lost, now, clock } = useStream('events');
  const [settings, change] = useSettings();
  const [keys, setKeys] = useState(false);
  const dark = useMedia('(prefers-color-scheme: dark)');
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

  const namespace = view?.namespace;
  useEffect(() => {
    document.documentElement.lang = language;
    if (namespace) document.title = say(PAGE.title({ namespace }));
  }, [language, say, namespace]);

  return (
    <WordsIn value={say}>
      <div class={`page theme-${theme}${lost ? ' lost' : ''}${graph ? ' graph-only' : ''}`}>
        <Header
          view={view}
          trouble={troubleOf(known, lost)}
          clock={clock}
          captioned={captioned}
          onKeys={() => setKeys(true)}
        />
        {known && view && <Main known={known} lost={lost} now={now} theme={theme} />}
        <Keys open={keys} onCommand={command} onClose={() => setKeys(false)} />
      </div>
    </WordsIn>
  );
}

interface MainProps {
  known: Known;
  lost: boolean;
  now: number;
  theme: string;
}

function Main({ known, lost, now, theme }: MainProps) {
  const { view, points, memory } = known;
  const { cluster, scalers } = view;
  const scrolls = useMedia(SCROLLS);
  const away = cluster.state === 'away';
  // What came from the cluster is of then: no age and no countdown goes on.
  const then = away ? Math.min(now, cluster.since) : now;
  return (
    <main key={theme}>
      <section class={`cluster${away ? ' old' : ''}`} aria-label={useWords()(PAGE.cluster)}>
        <Stage view={view} memory={memory} now={then} old={lost || away} scrolls={scrolls} />
      </section>
      <Graph view={view} points={points} now={now} />
      <Mind scalers={Object.values(scalers)} now={then} old={away} />
      <Announcer view={view} />
    </main>
  );
}

function troubleOf(known: Known | undefined, lost: boolean): Trouble | undefined {
  if (known === undefined) return undefined;
  const { heardAt, ahead, view } = known;
  if (lost) return { what: PAGE.lost, since: heardAt + ahead, why: PAGE.reconnecting };
  const { state, since, why } = view.cluster;
  return state === 'away' ? { what: PAGE.clusterAway, since, why } : undefined;
}
