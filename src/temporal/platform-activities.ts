/** What workflows ask of the platform itself: local activities, each of which may come again. */
import type { InputFinding } from '../contracts/finding.js';
import type { Json, JsonSchema } from '../contracts/json.js';
import type { PlatformActivities } from '../contracts/run.js';
import type { EventBus } from '../events/event-bus.js';
import type { ChildPreparer } from '../executions/child-preparer.js';
import type { EventSegmentStore } from '../executions/event-segment-store.js';
import type { ExecutionStore } from '../executions/execution-store.js';
import type { PlatformMetrics } from '../metrics/platform-metrics.js';
import { compileSchema, InvalidSchemaError } from '../schema/json-schema/compile-schema.js';
import type { PlanStore } from '../storage/plan-store.js';
import { checkAgainst } from './step-activity-host.js';

export interface PlatformActivityParts {
  store: ExecutionStore;
  segments: EventSegmentStore;
  children: ChildPreparer;
  plans: PlanStore;
  bus: EventBus;
  metrics: PlatformMetrics;
}
export function platformActivities(parts: PlatformActivityParts): PlatformActivities {
  const { store, segments, children, plans, bus, metrics } = parts;
  return {
    saveExecution: async (record) => {
      if (await store.save(record)) metrics.closed(record.request.deliverable_type, record.state);
      // What the record was stored for may be seen now; the workflow says it again when it hears of this.
      bus.publish(record.events.slice(-1));
    },
    checkOutput: async (plan_hash, output) => {
      const { output_schema } = await plans.get(plan_hash);
      return output_schema === null ? [] : checkAgainst(output_schema, output, 'output_invalid');
    },
    checkValue: async (schema, value) => checkValue(schema, value),
    saveSegment: (execution_id, events, commands) => segments.save(execution_id, events, commands),
    prepareChild: (start) => children.prepare(start),
  };
}
/** Nothing fits what is no schema: one that is known only when the step runs was not checked before. */
function checkValue(schema: JsonSchema, value: Json): InputFinding[] {
  try {
    return compileSchema(schema).validate(value).findings;
  } catch (error) {
    if (!(error instanceof InvalidSchemaError)) throw error;
    const message = `The schema is not one: ${error.message}`;
    return [{ code: 'input_invalid', severity: 'error', path: '', message, display_path: '', keyword: 'schema' }];
  }
}
