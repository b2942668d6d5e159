/** What the Temporal UI lists and filters executions by, where the namespace knows these attributes. */
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { ExecutionRequest, ExecutionStatus } from '../src/contracts/execution.js';
import { SEARCH_ATTRIBUTES, type SearchAttributeName } from '../src/contracts/search-attributes.js';

const key = <Name extends SearchAttributeName>(name: Name) => defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name]);
const TYPE = key('DynexType');
const STATUS = key('DynexStatus');
const RISK = key('DynexRisk');

export function initialSearchAttributes({ searchable, deliverable_type }: ExecutionRequest): {
  typedSearchAttributes?: SearchAttributePair[];
} {
  if (!searchable) return {};
  return {
    typedSearchAttributes: [
      { key: TYPE, value: deliverable_type },
      { key: STATUS, value: 'running' },
    ],
  };
}
export function showStatus({ searchable }: ExecutionRequest, status: ExecutionStatus, risk: number | null): void {
  if (!searchable) return;
  const pairs = [{ key: STATUS, value: status }, ...(risk === null ? [] : [{ key: RISK, value: risk }])];
  upsertSearchAttributes(pairs);
}
