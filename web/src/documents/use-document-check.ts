/** What is wrong with a document that somebody is typing, as publishing would say it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { DocumentText } from '../../../src/client/document-text.js';
import { ProblemError } from '../../../src/client/problem-error.js';
import type { Finding } from '../../../src/contracts/finding.js';
import type { Validation } from '../../../src/contracts/graph.js';
import { client } from '../api/client.js';
import { useSettled } from './use-settled.js';

export interface DocumentCheck {
  /** `old`: what is found is of an earlier text. */
  state: 'empty' | 'checking' | 'old' | 'checked' | 'failed';
  valid: boolean;
  findings: readonly Finding[];
  graph: Validation['graph'];
  error: unknown;
}
const SETTLED_AFTER_MS = 350;

/** JSON begins with a bracket; everything else is taken for YAML. */
export const documentOf = (text: string): DocumentText =>
  new DocumentText(text, /^\s*[[{]/.test(text) ? 'json' : 'yaml');

/** A text that cannot be read has findings too. */
async function check(text: string, signal: AbortSignal): Promise<Validation> {
  try {
    return await client.workflows.validate(documentOf(text), { signal });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.findings.length === 0) throw error;
    return { valid: false, findings: error.findings, graph: null };
  }
}
export function useDocumentCheck(text: string): DocumentCheck {
  const settled = useSettled(text, SETTLED_AFTER_MS);
  const isEmpty = settled.trim() === '';
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['document-check', settled],
    queryFn: ({ signal }) => check(settled, signal),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 0,
  });
  const isOld = isPlaceholderData || settled !== text;
  const none = { valid: false, findings: [], graph: null, error };
  if (isEmpty || text.trim() === '') return { ...none, state: 'empty' };
  if (!data) return { ...none, state: error ? 'failed' : 'checking' };
  return { ...data, valid: data.valid && !isOld, error, state: isOld ? 'old' : 'checked' };
}
