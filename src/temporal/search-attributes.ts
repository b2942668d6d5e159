/** Makes the platform's search attributes known to the namespace; without them executions run, and are only not found by them. */
import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../contracts/search-attributes.js';

const ANSWER_WITHIN_MS = 5_000;
/** `IndexedValueType` of Temporal's API. */
const VALUE_TYPES = { KEYWORD: 2, DOUBLE: 4 } as const;

export class SearchAttributes {
  private isKnown = false;

  /** The namespace has them all, with our types. */
  get known(): boolean {
    return this.isKnown;
  }
  /** Adding what is there does nothing. Returns why they cannot be used; null when they can. */
  async register(connection: Connection, namespace: string): Promise<string | null> {
    const refusal = await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => add(connection, namespace));
    this.isKnown = refusal === null;
    return refusal;
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
const reasonOf = (error: { details?: string; message: string }): string => error.details ?? error.message;
