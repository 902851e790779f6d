import { useEffect, useRef } from 'preact/hooks';
import type { WirePart } from '../wire.ts';
import { Blocks, Text } from './blocks.tsx';

type Of<Kind extends WirePart['kind']> = Extract<WirePart, { kind: Kind }>;

/** The heading stays on top; everything else follows in its order. */
export function Notes({ parts }: { parts: readonly WirePart[] }) {
  const heading = parts.find((part) => part.kind === 'heading');
  return (
    <>
      {heading && <Heading {...heading} />}
      <main>
        {parts.map((part, index) =>
          part.kind === 'heading' ? null : <Shown key={`${part.kind} ${index}`} part={part} />,
        )}
      </main>
    </>
  );
}

function Heading({ number, title, clocks }: Of<'heading'>) {
  return (
    <header>
      {title !== undefined && (
        <h1>
          <span class="number">{number}</span> {title}
        </h1>
      )}
      <div class="clocks">
        {clocks.map(({ text, tone, used }, index) => (
          <div key={index} class={`clock ${tone}`}>
            <span>{text}</span>
            {used !== undefined && <progress value={Math.min(1, used)} aria-label={text} />}
          </div>
        ))}
      </div>
    </header>
  );
}

function Shown({ part }: { part: Exclude<WirePart, Of<'heading'>> }) {
  switch (part.kind) {
    case 'problem':
    case 'status':
    case 'remark':
      return (
        <p class={part.kind} role={part.kind === 'problem' ? 'alert' : 'status'}>
          {part.text}
        </p>
      );
    case 'words':
      return <Words {...part} />;
    case 'step':
    case 'next':
      return <Step {...part} />;
    case 'notes':
      return (
        <section class="notes">
          {part.notes.length === 0 ? (
            <p class="none">{part.none}</p>
          ) : (
            part.notes.map((blocks, index) => <Blocks key={index} blocks={blocks} />)
          )}
        </section>
      );
  }
}

/** The present line is kept in view: the page is read from a distance, with both hands elsewhere. */
function Words({ label, speeches, said }: Of<'words'>) {
  const present = useRef<HTMLParagraphElement>(null);
  useEffect(() => present.current?.scrollIntoView({ block: 'nearest' }), [said]);
  return (
    <section class="words">
      <h2>{label}</h2>
      {speeches.map(({ character, mood, text }, index) => (
        <p
          key={index}
          ref={index === said ? present : null}
          class={index < said ? 'said' : index === said ? 'present' : ''}
          aria-current={index === said ? 'true' : undefined}
        >
          <b class="who">{character}</b>
          {mood && <i class="mood"> ({mood})</i>} <Text text={text} />
        </p>
      ))}
    </section>
  );
}

function Step(part: Of<'step'> | Of<'next'>) {
  const { label, name, mark, command, tail } = part;
  const state = part.kind === 'step' ? part.state : 'next';
  return (
    <section class={`step ${state}`}>
      <h2>{label}</h2>
      {name !== command && <p class="name">{name}</p>}
      <pre>
        <code>
          <span class="mark">{mark} </span>
          {command}
          <span class="mark">{tail}</span>
        </code>
      </pre>
      {part.kind === 'step' && part.time && <p class="time">{part.time}</p>}
    </section>
  );
}
