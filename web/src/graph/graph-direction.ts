/** Which way the levels of a graph go. */
import type { WorkflowGraph } from '../../../src/contracts/graph.js';
import { type Direction, NODE_HEIGHT, NODE_WIDTH } from './graph-layout.js';
import type { FrameSize } from './frame-size.js';

/** Between nodes, about as the layout sets them. In px. */
const GAP = 30;
/** Across is how people read; down only where that shows so much more. */
const MUCH = 1.2;

export function directionFor({ max_depth, max_width }: WorkflowGraph, frame: FrameSize): Direction {
  const [across, down] = [max_depth, max_width];
  const scaleAcross = scale(frame, across * (NODE_WIDTH + GAP), down * (NODE_HEIGHT + GAP));
  const scaleDown = scale(frame, down * (NODE_WIDTH + GAP), across * (NODE_HEIGHT + GAP));
  return scaleDown > MUCH * scaleAcross ? 'TB' : 'LR';
}
const scale = (frame: FrameSize, width: number, height: number): number =>
  Math.min(1, frame.width / width, frame.height / height);
