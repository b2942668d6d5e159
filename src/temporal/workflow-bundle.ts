import { fileURLToPath } from 'node:url';

/** The sandbox code as one file, made by the build beside the compiled folders. */
export const WORKFLOW_BUNDLE = fileURLToPath(new URL('../../workflow-bundle.js', import.meta.url));
