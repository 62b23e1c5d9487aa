// Keeps the end of what grows in sight until somebody scrolls up; what leaves above does not move what they read.

import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** So near to the end the view stays with it. */
const NEAR_PX = 30;

/**
 * @param total height of all there is
 * @param goneAbove height of what has left above, since whenever
 */
export function useStickToEnd(
  viewport: { readonly current: HTMLDivElement | null },
  total: number,
  goneAbove: number,
): { isAtEnd: boolean; toEnd(): void; leaveEnd(): void } {
  const [isAtEnd, setAtEnd] = useState(true);
  const lastGone = useRef(goneAbove);
  useEffect(() => {
    const element = viewport.current;
    if (element === null) return undefined;
    let lastTop = element.scrollTop;
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const isNear = scrollHeight - scrollTop - clientHeight < NEAR_PX;
      // Growth moves the end away without anybody having scrolled.
      if (isNear) setAtEnd(true);
      else if (scrollTop < lastTop) setAtEnd(false);
      lastTop = scrollTop;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [viewport]);
  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return;
    if (isAtEnd) element.scrollTop = element.scrollHeight;
    else element.scrollTop -= goneAbove - lastGone.current;
    lastGone.current = goneAbove;
  }, [viewport, total, goneAbove, isAtEnd]);
  return { isAtEnd, toEnd: () => setAtEnd(true), leaveEnd: () => setAtEnd(false) };
}
