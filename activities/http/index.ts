import type { FunctionDefinition } from '../../src/contracts/function.js';
import { httpRequest } from './request.js';

/** Calls to services over HTTP. */
export const functions: FunctionDefinition[] = [httpRequest()];
