/** Which pictures are taken: each page full, and among them empty, loading and with an error, in both themes and at all widths. */
import type { ShownExecutions } from './filled-platform.js';

export type Theme = 'light' | 'dark';
/** `signed_out`: on a platform that has keys. */
export type PageState = 'full' | 'empty' | 'loading' | 'error' | 'signed_out';
export interface Shot {
  /** `<page>-<what>`; theme and width come behind it in the file's name. */
  name: string;
  path: string;
  theme: Theme;
  width: number;
  height: number;
  state: PageState;
  /** By their names in the page, clicked in this order before the picture. */
  press: string[];
}
const shot = (name: string, path: string, more: Partial<Shot> = {}): Shot => ({
  name,
  path,
  theme: 'light',
  width: 1280,
  height: 800,
  state: 'full',
  press: [],
  ...more,
});
const NARROW = { width: 400, height: 800 };
const WIDE = { width: 2560, height: 1280 };

export const EMPTY_SHOTS: Shot[] = [
  shot('overview-empty', '/', { state: 'empty' }),
  shot('workflows-empty', '/workflows', { state: 'empty', ...NARROW }),
  shot('dead-letters-empty', '/dead-letters', { state: 'empty', theme: 'dark' }),
  shot('sign-in', '/', { state: 'signed_out' }),
  shot('sign-in', '/', { state: 'signed_out', theme: 'dark', ...NARROW }),
];
export const fullShots = (ids: ShownExecutions): Shot[] => [
  shot('overview', '/'),
  shot('overview', '/', { theme: 'dark', ...NARROW }),
  shot('overview-error', '/', { state: 'error' }),
  shot('workflows', '/workflows'),
  shot('workflow-graph', '/workflows/design_five_steps?tab=graph', { theme: 'dark' }),
  shot('workflow-run', '/workflows/foundation_design?tab=run'),
  shot('workflow-versions', '/workflows/design_five_steps?tab=versions'),
  shot('workflow-statistics', '/workflows/bridge_assessment?tab=statistics'),
  shot('executions', '/executions'),
  shot('executions', '/executions', { theme: 'dark', ...NARROW }),
  shot('executions-loading', '/executions', { state: 'loading' }),
  shot('execution-completed', `/executions/${ids.completed}`),
  shot('execution-completed', `/executions/${ids.completed}`, NARROW),
  shot('execution-running', `/executions/${ids.running}`, { theme: 'dark' }),
  shot('execution-parked', `/executions/${ids.parked}`),
  shot('execution-approval', `/executions/${ids.approval}`, { theme: 'dark' }),
  shot('execution-thousand', `/executions/${ids.thousand}`, WIDE),
  shot('execution-error', '/executions/no-such-execution', NARROW),
  shot('dead-letters', '/dead-letters'),
  shot('approvals', '/approvals'),
  shot('audit', '/audit', { theme: 'dark' }),
];
export const fileOf = ({ name, theme, width }: Shot): string => `${name}-${theme}-${width}.png`;
