/** Of the spans that are made here, to tell them from those of libraries. */
export const TRACER = 'dynamic-executor';
