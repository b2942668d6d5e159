import { useEffect, useState } from 'react';

/** The value once it has not changed for so long. */
export function useSettled<Value>(value: Value, after_ms: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), after_ms);
    return () => clearTimeout(timer);
  }, [value, after_ms]);
  return settled;
}
