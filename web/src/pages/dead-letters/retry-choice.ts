/** Which of the listed dead letters are chosen for a retry: some of the page, or all that the filter matches. */
import type { RetrySelection } from '../../../../src/contracts/dead-letter.js';
import type { FilterValues } from '../../lists/filter-parameters.js';

export const DEAD_LETTER_FILTERS = ['deliverable_type', 'error_type'] as const;
export type DeadLetterFilter = FilterValues<(typeof DEAD_LETTER_FILTERS)[number]>;
export type RetryChoice = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'all' };

export const NOTHING: RetryChoice = { kind: 'some', ids: new Set() };

export const isChosen = (choice: RetryChoice, id: string): boolean => choice.kind === 'all' || choice.ids.has(id);

/** Taking one away from all leaves the others of the page. */
export function toggled(choice: RetryChoice, id: string, page: readonly string[]): RetryChoice {
  const ids = new Set(choice.kind === 'all' ? page : choice.ids);
  if (!ids.delete(id)) ids.add(id);
  return { kind: 'some', ids };
}
/** Every one of the page, or, where they are all chosen, none. */
export function pageToggled(choice: RetryChoice, page: readonly string[]): RetryChoice {
  return isPageChosen(choice, page) ? NOTHING : { kind: 'some', ids: new Set(page) };
}
export const isPageChosen = (choice: RetryChoice, page: readonly string[]): boolean =>
  page.length > 0 && page.every((id) => isChosen(choice, id));

/** What is sent. `all` needs a filter: the API retries nothing that nobody has named. */
export function retrySelection(
  choice: RetryChoice,
  filter: DeadLetterFilter,
  step_number: number | null,
): RetrySelection {
  switch (choice.kind) {
    case 'all':
      return { ...filter, step_number };
    case 'some':
      return { execution_ids: [...choice.ids], step_number };
    default:
      return choice satisfies never;
  }
}
