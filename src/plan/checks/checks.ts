import type { Check } from '../compile-context.js';
import { argumentTypes } from './argument-types.js';
import { argumentsKnown } from './arguments.js';
import { conditions } from './conditions.js';
import { dependencyCycles } from './dependency-cycles.js';
import { duplicates } from './duplicates.js';
import { fallbackValue } from './fallback-value.js';
import { flowArguments } from './flow-arguments.js';
import { flowSettings } from './flow-settings.js';
import { foreachLists } from './foreach-lists.js';
import { foreachParallelism } from './foreach-parallelism.js';
import { inputMappings } from './input-mappings.js';
import { inputReferences } from './input-references.js';
import { itemReferences } from './item-references.js';
import { jsonSchemas } from './json-schemas.js';
import { outputFields } from './output-fields.js';
import { outputVariablesAllowed } from './output-variables-allowed.js';
import { parallelismWidth } from './parallelism-width.js';
import { payloadSchemas } from './payload-schemas.js';
import { retryBudget } from './retry-budget.js';
import { stepReferences } from './step-references.js';
import { stepSequence } from './step-sequence.js';
import { thresholds } from './thresholds.js';
import { unknownFunctions } from './unknown-functions.js';
import { unusedSteps } from './unused-steps.js';
import { validationRules } from './validation-rules.js';
import { waitArguments } from './wait-arguments.js';

/** Every check of a document beyond its shape. A new one is a file here and a line in this list. */
export const CHECKS: readonly Check[] = [
  duplicates,
  stepSequence,
  unknownFunctions,
  inputMappings,
  argumentsKnown,
  argumentTypes,
  flowArguments,
  waitArguments,
  payloadSchemas,
  flowSettings,
  foreachLists,
  foreachParallelism,
  itemReferences,
  conditions,
  stepReferences,
  inputReferences,
  outputFields,
  outputVariablesAllowed,
  dependencyCycles,
  jsonSchemas,
  validationRules,
  fallbackValue,
  retryBudget,
  thresholds,
  unusedSteps,
  parallelismWidth,
];
