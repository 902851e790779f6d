/** What the page of the notes is sent: JSON, worded by the server. */
import { parseNote } from '../../../show/index.ts';
import type { Block } from '../../../show/index.ts';
import type { Part } from './outline.ts';

export type WirePart =
  Exclude<Part, { kind: 'notes' }> | { kind: 'notes'; notes: readonly Block[][]; none: string };

export interface NotesEvents {
  /** Sent when something has changed. */
  view: {
    parts: readonly WirePart[];
    /** What to say when the server no longer answers. */
    lost: string;
  };
  /** At least every two seconds there is some event. */
  alive: object;
}

export function wireOf(parts: readonly Part[]): WirePart[] {
  return parts.map((part) => (part.kind === 'notes' ? { ...part, notes: part.notes.map(parseNote) } : part));
}
