/** Retries what was chosen, call after call until nothing is left of it, and keeps what each execution answered. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RetryAnswer, RetrySelection } from '../../../../src/contracts/dead-letter.js';
import { client } from '../../api/client.js';

export interface BulkRetry {
  /** So far; null before the first answer. */
  answers: readonly RetryAnswer[] | null;
  isRunning: boolean;
  /** Of a call; what answered before it stays. */
  error: unknown;
  run(selection: RetrySelection): void;
  dismiss(): void;
}
export function useBulkRetry(): BulkRetry {
  const queries = useQueryClient();
  const [answers, setAnswers] = useState<readonly RetryAnswer[] | null>(null);
  const retry = useMutation({
    async mutationFn(selection: RetrySelection) {
      setAnswers(null);
      for (let cursor: string | null = null; ;) {
        const { items, next_cursor } = await client.deadLetters.retry({ ...selection, cursor });
        setAnswers((before) => [...(before ?? []), ...items]);
        if (next_cursor === null) return;
        cursor = next_cursor;
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['dead-letters'] }),
  });
  function dismiss(): void {
    setAnswers(null);
    retry.reset();
  }
  return { answers, isRunning: retry.isPending, error: retry.error, run: retry.mutate, dismiss };
}
