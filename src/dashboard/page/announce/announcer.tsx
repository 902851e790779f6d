import { useEffect, useRef, useState } from 'preact/hooks';
import type { Text } from '../../../messages/dashboard/index.ts';
import type { View } from '../../view/view.ts';
import { useWords } from '../words.ts';
import { newsOf } from './news.ts';

/** A screen reader is told at most this often; what has happened meanwhile is told together. */
const EVERY = 5_000;

export function Announcer({ view }: { view: View }) {
  const say = useWords();
  const latestRef = useRef(view);
  const toldRef = useRef(view);
  const [news, setNews] = useState<Text[]>([]);
  useEffect(() => {
    latestRef.current = view;
  }, [view]);
  useEffect(() => {
    const timer = setInterval(() => {
      const next = newsOf(toldRef.current, latestRef.current);
      toldRef.current = latestRef.current;
      if (next.length > 0) setNews(next);
    }, EVERY);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="unseen" role="log" aria-live="polite">
      {news.map((text) => say(text)).join('. ')}
    </div>
  );
}
