/** The speaker's notes in a browser: what the server says, as it says it. */
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { NotesEvents } from '../wire.ts';
import './page.css';
import { Notes } from './notes.tsx';
import { listen } from './stream.ts';

function Page() {
  const [view, setView] = useState<NotesEvents['view']>();
  const [lost, setLost] = useState(false);
  useEffect(() => listen({ view: setView, lost: setLost }), []);
  if (!view) return null;
  return (
    <div class={lost ? 'lost' : ''}>
      <p class="lost-note" role="status">
        {lost ? view.lost : ''}
      </p>
      <Notes parts={view.parts} />
    </div>
  );
}

render(<Page />, document.body);
