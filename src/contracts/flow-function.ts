/** Functions that the workflow itself runs, in one attempt. They are in the catalogue, and no worker has them. */
export const FLOW_FUNCTIONS = ['flow.wait', 'flow.signal', 'flow.workflow'] as const;
export type FlowFunction = (typeof FLOW_FUNCTIONS)[number];

export const isFlowFunction = (name: string | undefined): name is FlowFunction =>
  FLOW_FUNCTIONS.some((known) => known === name);
