/** Sizes in units: the size of the page's text, which follows the size of the screen. */
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export interface Size {
  width: number;
  height: number;
  /** CSS pixels of a unit. */
  unit: number;
}

export function useSize(element: RefObject<HTMLElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>();
  useEffect(() => {
    const measure = () => {
      if (!element.current) return;
      const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const { clientWidth, clientHeight } = element.current;
      setSize({ unit, width: clientWidth / unit, height: clientHeight / unit });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element.current!);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return size;
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const changed = () => setMatches(list.matches);
    list.addEventListener('change', changed);
    return () => list.removeEventListener('change', changed);
  }, [query]);
  return matches;
}
