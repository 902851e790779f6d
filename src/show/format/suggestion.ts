import { nearest } from '../../system/nearest.ts';

/** `did you mean X?` or, when nothing is near, the whole choice. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near
    ? `Did you mean ${near}? There are: ${candidates.join(', ')}`
    : `There are: ${candidates.join(', ')}`;
}
