import { expect, it } from '@jest/globals';
import { FIRST_PAGE, newerPage, olderPage, trailIn } from '../../../../web/src/lists/paging.js';

it('the way back from older pages is the way that led there', () => {
  const second = olderPage(FIRST_PAGE, 'b');
  const third = olderPage(second, 'c');
  expect(third).toEqual({ cursor: 'c', trail: [null, 'b'] });
  expect(newerPage(third)).toEqual(second);
  expect(newerPage(second)).toEqual(FIRST_PAGE);
});
it('from a page that an address led to, the way back is the first page', () => {
  expect(newerPage({ cursor: 'c', trail: [] })).toEqual(FIRST_PAGE);
});
it.each([[null], [undefined], ['text'], [{}], [{ trail: 'b' }], [{ trail: [1] }]])(
  'a state of the browser that is no trail (%j) is none',
  (state) => expect(trailIn(state)).toEqual([]),
);
it('a trail is read from the state of the browser', () => {
  expect(trailIn({ trail: [null, 'b'] })).toEqual([null, 'b']);
});
