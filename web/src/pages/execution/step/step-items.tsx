/** The items of a step with `foreach`. */
import type { ItemRecord } from '../../../../../src/contracts/execution.js';
import type { StepDetail } from '../../../../../src/contracts/step-detail.js';
import { StatusBadge } from '../../../design/status-badge.js';
import { VirtualList } from '../../../design/virtual-list.js';

export interface StepItemsProps {
  items: readonly ItemRecord[];
  input: StepDetail['input'];
}
/** In px. */
const ROW_HEIGHT = 26;
const MAX_HEIGHT = 220;

export function StepItems({ items, input }: StepItemsProps) {
  const inputs = Array.isArray(input) ? input : [];
  const ended = items.filter(({ status }) => status !== 'pending' && status !== 'running').length;
  return (
    <section className="step-panel-part">
      <h3>
        Items · {ended} of {items.length} ended
      </h3>
      <div style={{ height: Math.min(items.length * ROW_HEIGHT, MAX_HEIGHT) }}>
        <VirtualList
          label="Items"
          count={items.length}
          rowHeight={ROW_HEIGHT}
          keyOf={(index) => index}
          row={(index) => {
            const item = items[index];
            if (!item) return null;
            const words = item.error?.message ?? JSON.stringify(inputs[item.index] ?? '');
            return (
              <div className="step-panel-item">
                <span className="muted">{item.index}</span>
                <StatusBadge status={item.status} plain />
                <span title={words}>{words === '""' ? '' : words}</span>
                {item.attempts > 1 && <span className="muted">{item.attempts} attempts</span>}
              </div>
            );
          }}
        />
      </div>
    </section>
  );
}
