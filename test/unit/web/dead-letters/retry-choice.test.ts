import { describe, expect, it } from '@jest/globals';
import {
  isChosen,
  isPageChosen,
  NOTHING,
  pageToggled,
  type RetryChoice,
  retrySelection,
  toggled,
} from '../../../../web/src/pages/dead-letters/retry-choice.js';

const PAGE = ['a', 'b', 'c'];
const ALL: RetryChoice = { kind: 'all' };
const idsOf = (choice: RetryChoice): string[] => (choice.kind === 'some' ? [...choice.ids] : ['all']);

describe('choosing dead letters', () => {
  it('adds one, and takes it away again', () => {
    const one = toggled(NOTHING, 'b', PAGE);
    expect(idsOf(one)).toEqual(['b']);
    expect(idsOf(toggled(one, 'b', PAGE))).toEqual([]);
  });
  it('of the page chooses all, or none where all are chosen', () => {
    const page = pageToggled(toggled(NOTHING, 'b', PAGE), PAGE);
    expect(idsOf(page)).toEqual(PAGE);
    expect(isPageChosen(page, PAGE)).toBe(true);
    expect(idsOf(pageToggled(page, PAGE))).toEqual([]);
    expect(idsOf(pageToggled(ALL, PAGE))).toEqual([]);
  });
  it('that match the filter includes those of other pages; without one of them the others of the page are left', () => {
    expect(isChosen(ALL, 'z')).toBe(true);
    expect(idsOf(toggled(ALL, 'b', PAGE))).toEqual(['a', 'c']);
  });
  it('of a page without any chooses nothing', () => expect(isPageChosen(ALL, [])).toBe(false));
});
describe('what is sent', () => {
  const filter = { error_type: 'timeout' };
  it('names the chosen executions, whatever the filter is', () => {
    const choice = toggled(NOTHING, 'b', PAGE);
    expect(retrySelection(choice, filter, 2)).toEqual({ execution_ids: ['b'], step_number: 2 });
  });
  it('is the filter itself for all that match it', () => {
    expect(retrySelection(ALL, filter, null)).toEqual({ error_type: 'timeout', step_number: null });
  });
});
