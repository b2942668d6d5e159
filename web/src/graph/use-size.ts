import type { FrameSize } from './frame-size.js';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** The size of an element in px, as it changes; 0 before it is known. */
export function useSize(): [RefObject<HTMLDivElement | null>, FrameSize] {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<FrameSize>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, size];
}
