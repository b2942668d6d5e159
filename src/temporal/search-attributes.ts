/** Makes the platform's search attributes known to the namespace; without them executions run, and are only not found by them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.js';

const ANSWER_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 250;
/** A server learns every 2 s what is new of its namespaces; until then it says one of these. */
const NOT_YET = /not found|no mapping defined|not a valid search attribute/;
/** `IndexedValueType` of Temporal's API. */
const VALUE_TYPES = { KEYWORD: 2, DOUBLE: 4 } as const;

export class SearchAttributes {
  private isKnown = false;

  /** @param patience_ms how long a server may take to learn of a new namespace and of what was added */
  constructor(private readonly patience_ms = 10_000) {}

  /** The namespace has them all, with our types. */
  get known(): boolean {
    return this.isKnown;
  }
  /** Adding what is there does nothing. Returns why they cannot be used; null when they can. */
  async register(connection: Connection, namespace: string): Promise<string | null> {
    const attempt = async () => (await add(connection, namespace)) ?? (await refusalOfUse(connection, namespace));
    for (const end = Date.now() + this.patience_ms; ; await delay(LOOK_EVERY_MS)) {
      const refusal = await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, attempt);
      this.isKnown = refusal === null;
      if (refusal === null || !NOT_YET.test(refusal) || Date.now() >= end) return refusal;
    }
  }
}
async function add({ operatorService }: Connection, namespace: string): Promise<string | null> {
  const wanted = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, VALUE_TYPES[type]] as const);
  const refused = await operatorService
    .addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(wanted) })
    .then(() => null, reasonOf);
  const listed = await operatorService.listSearchAttributes({ namespace }).catch(reasonOf);
  if (typeof listed === 'string') return refused ?? listed;
  const missing = wanted.filter(([name, type]) => listed.customAttributes?.[name] !== type).map(([name]) => name);
  return missing.length === 0 ? null : (refused ?? `${missing.join(', ')} of another type`);
}
/** Asks by them: a start with them is refused as long as that is. */
async function refusalOfUse({ workflowService }: Connection, namespace: string): Promise<string | null> {
  const query = Object.keys(SEARCH_ATTRIBUTES)
    .map((name) => `${name} IS NOT NULL`)
    .join(' AND ');
  return workflowService.countWorkflowExecutions({ namespace, query }).then(() => null, reasonOf);
}
const reasonOf = (error: { details?: string; message: string }): string => error.details ?? error.message;
