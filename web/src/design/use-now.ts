import { useEffect, useState } from 'react';

/** The time in ms, told again at this interval; stands still with `null`. */
export function useNow(interval_ms: number | null): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (interval_ms === null) return;
    const timer = setInterval(() => setNow(Date.now()), interval_ms);
    return () => clearInterval(timer);
  }, [interval_ms]);
  return now;
}
