import type { Frame } from './frame.js';

/** What a stream may be narrowed down to. */
export interface FrameFilter {
  deliverable_type: string | null;
}
export interface LogPage {
  frames: Frame[];
  /** Nothing up to this position is missing. */
  through: number;
  /** The page was full: more is there already. */
  isFull: boolean;
}
/** A log whose entries have the positions 1, 2, 3, … Read as often as one likes. */
export interface LogSource {
  /** What comes after the position, as much of it as one page holds. May reject; then it is asked again. */
  after(position: number, filter: FrameFilter): Promise<LogPage>;
}
export const EVERYTHING: FrameFilter = { deliverable_type: null };
export const passes = (frame: Frame, { deliverable_type }: FrameFilter): boolean =>
  deliverable_type === null || frame.deliverable_type === deliverable_type;
