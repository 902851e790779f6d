import type { Caption } from '../../view/view.ts';

/** Letters that fit in, from large to small. */
const SIZES: [most: number, size: string][] = [
  [56, 'short'],
  [110, 'long'],
  [Infinity, 'longest'],
];

export function CaptionLine({ caption: { scene, kind, speaker, text } }: { caption: Caption }) {
  // The title is beside it already.
  if (text === scene.title) return null;
  const size = SIZES.find(([most]) => text.length + (speaker?.length ?? 0) <= most)![1];
  return (
    <p class={`caption caption-${kind} ${size}`}>
      {kind === 'said' && speaker && <b>{speaker} </b>}
      {kind === 'typed' ? <Command text={text} /> : text}
    </p>
  );
}

/** Its words stay whole: a line does not break behind the hyphens of an option. */
function Command({ text }: { text: string }) {
  const words = text.split(/(\s+)/);
  return <code>{words.map((word, index) => (index % 2 === 0 ? <span key={index}>{word}</span> : ' '))}</code>;
}
