/** The JSON Schema (draft 7) of a workflow document: every key that the format knows, with its bounds. */
import { EXECUTION_MODES, WORKFLOW_STATUSES } from '../../contracts/document.js';
import type { JsonObject } from '../../contracts/json.js';

export const MAX_STEPS = 10_000;
export const MAX_PARALLELISM = 1_900;

/** A name in references: `output_variable`. */
const IDENTIFIER = '^[A-Za-z_][A-Za-z0-9_]*$';
/** `tool.function`. */
const FUNCTION_NAME = '^[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)+$';

const text = { type: 'string' };
const flag = { type: 'boolean' };
const any_schema = { type: ['object', 'boolean'] };
const rules = { type: 'array', items: { type: 'object' } };
const threshold = { type: 'number', minimum: 0, maximum: 1 };
const parallelism = { type: 'integer', minimum: 1, maximum: MAX_PARALLELISM };
/** Seconds. */
const duration = { type: 'number', minimum: 0.1 };

export const ERROR_HANDLING_SCHEMA = {
  type: 'object',
  properties: {
    on_error: { enum: ['fail', 'skip', 'continue'] },
    retry_count: { type: 'integer', minimum: 0, maximum: 10 },
    base_delay_seconds: { type: 'number', minimum: 0.1, maximum: 60 },
    max_delay_seconds: { type: 'number', minimum: 1, maximum: 3600 },
    exponential_base: { type: 'number', minimum: 1.1, maximum: 10 },
    jitter: flag,
    retry_on_timeout: flag,
    retry_on_transient_only: flag,
    fallback_value: true,
  },
} satisfies JsonObject;

/** A text is short for `{items}`. */
export const FOREACH_SCHEMA = {
  type: ['string', 'object'],
  required: ['items'],
  properties: { items: text, max_parallelism: parallelism },
} satisfies JsonObject;

export const STEP_SCHEMA = {
  type: 'object',
  required: ['step_number', 'step_name', 'function_to_call'],
  properties: {
    step_number: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
    step_name: { type: 'string', minLength: 1 },
    description: text,
    persona: text,
    function_to_call: { type: 'string', pattern: FUNCTION_NAME },
    input_mapping: { type: 'object' },
    output_variable: { type: 'string', pattern: IDENTIFIER },
    foreach: FOREACH_SCHEMA,
    max_parallelism: parallelism,
    condition: text,
    join: { enum: ['all', 'any', 'always'] },
    depends_on: { type: 'array', items: { type: 'integer', minimum: 1 } },
    timeout_seconds: { type: 'number', minimum: 0.1, maximum: 86400 },
    total_timeout_seconds: duration,
    error_handling: ERROR_HANDLING_SCHEMA,
    output_schema: any_schema,
    validation_rules: rules,
  },
} satisfies JsonObject;

export const RISK_RULE_SCHEMA = {
  type: 'object',
  required: ['condition', 'risk_factor'],
  properties: { condition: { type: 'string', minLength: 1 }, risk_factor: threshold, message: text },
} satisfies JsonObject;

export const RISK_CONFIG_SCHEMA = {
  type: 'object',
  properties: {
    auto_approve_threshold: threshold,
    require_review_threshold: threshold,
    require_hitl_threshold: threshold,
    rules: { type: 'array', items: RISK_RULE_SCHEMA },
  },
} satisfies JsonObject;

export const EXECUTION_SCHEMA = {
  type: 'object',
  properties: {
    mode: { enum: [...EXECUTION_MODES] },
    max_parallelism: parallelism,
    failure_policy: { enum: ['complete_independent', 'fail_fast'] },
    on_failure: { enum: ['park', 'close'] },
    park_ttl_seconds: { type: 'number', minimum: 1 },
    timeout_seconds: duration,
  },
} satisfies JsonObject;

export const DOCUMENT_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Workflow document',
  type: 'object',
  required: ['deliverable_type', 'workflow_steps'],
  properties: {
    deliverable_type: { type: 'string', pattern: '^[a-z][a-z0-9_]{2,49}$' },
    display_name: text,
    description: text,
    discipline: text,
    tags: { type: 'array', items: text },
    status: { enum: [...WORKFLOW_STATUSES] },
    workflow_steps: { type: 'array', minItems: 1, maxItems: MAX_STEPS, items: STEP_SCHEMA },
    input_schema: any_schema,
    output_schema: any_schema,
    validation_rules: rules,
    risk_config: RISK_CONFIG_SCHEMA,
    execution: EXECUTION_SCHEMA,
  },
} satisfies JsonObject;
