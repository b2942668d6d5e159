import type { DeadLetter } from '../../../../src/contracts/dead-letter.js';
import { TimeLeft } from '../../design/duration.js';
import { RelativeTime } from '../../design/relative-time.js';
import type { Column } from '../../design/table.js';
import { ExecutionId } from '../../lists/execution-id.js';
import { ExecutionLink } from '../../lists/execution-link.js';
import { FailedSteps } from './failed-steps.js';
import { isChosen, isPageChosen, pageToggled, type RetryChoice, toggled } from './retry-choice.js';

export interface Choosing {
  choice: RetryChoice;
  choose(choice: RetryChoice): void;
  /** The ids of the page. */
  page: readonly string[];
}
export const deadLetterColumns = (choosing: Choosing): readonly Column<DeadLetter>[] => [
  {
    id: 'chosen',
    header: <PageBox {...choosing} />,
    cell: ({ execution_id, deliverable_type }) => (
      <RowBox {...choosing} id={execution_id} label={`Choose ${deliverable_type} ${execution_id}`} />
    ),
  },
  {
    id: 'execution',
    header: 'Execution',
    cell: (letter) => (
      <>
        <ExecutionLink {...letter} />
        <div className="dead-letters-figures">
          <ExecutionId id={letter.execution_id} />
          <FailedSteps letter={letter} />
          <p>
            Given up <Expiry letter={letter} />
          </p>
        </div>
      </>
    ),
  },
  { id: 'id', header: 'Id', priority: 2, cell: ({ execution_id }) => <ExecutionId id={execution_id} /> },
  { id: 'failed', header: 'Failed steps', priority: 2, cell: (letter) => <FailedSteps letter={letter} /> },
  { id: 'created', header: 'Created', priority: 3, cell: ({ created_at }) => <RelativeTime at={created_at} /> },
  { id: 'parked', header: 'Given up', priority: 2, cell: (letter) => <Expiry letter={letter} /> },
];
/** An execution that nobody recovers by then is closed as failed. */
const Expiry = ({ letter: { parked_until } }: { letter: DeadLetter }) => (
  <span title={parked_until}>
    <TimeLeft until={parked_until} />
  </span>
);
function PageBox({ choice, choose, page }: Choosing) {
  const all = isPageChosen(choice, page);
  const some = !all && page.some((id) => isChosen(choice, id));
  return (
    <input
      type="checkbox"
      aria-label="Choose all of this page"
      checked={all}
      ref={(box) => {
        if (box) box.indeterminate = some;
      }}
      onChange={() => choose(pageToggled(choice, page))}
    />
  );
}
function RowBox({ choice, choose, page, id, label }: Choosing & { id: string; label: string }) {
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={isChosen(choice, id)}
      onChange={() => choose(toggled(choice, id, page))}
    />
  );
}
