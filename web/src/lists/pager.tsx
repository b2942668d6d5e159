/** The ends of a page of a list: how much is shown, and the way to older and to newer rows. */
import { Button } from '../design/button.js';
import './pager.css';
import type { Paging } from './use-paging.js';

export interface PagerProps {
  paging: Paging;
  next_cursor: string | null;
  /** Said when it changes: "50 executions". */
  shown: string;
}
export function Pager({ paging: { place, older, newer }, next_cursor, shown }: PagerProps) {
  const isFirst = place.cursor === null;
  return (
    <nav className="pager" aria-label="Pages of the list">
      <p role="status">
        {shown}
        {isFirst ? '' : ', further back'}
      </p>
      {(!isFirst || next_cursor !== null) && (
        <div className="pager-buttons">
          <Button size="small" disabled={isFirst} onClick={newer}>
            {isFirst || place.trail.length > 0 ? 'Newer' : 'Newest'}
          </Button>
          <Button
            size="small"
            disabled={next_cursor === null}
            onClick={() => next_cursor !== null && older(next_cursor)}
          >
            Older
          </Button>
        </div>
      )}
    </nav>
  );
}
