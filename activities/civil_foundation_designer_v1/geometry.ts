import type { DesignBasis } from './design-basis.js';

/** A pad of even thickness, m. Length along x, width along y. */
export interface FootingGeometry {
  length: number;
  width: number;
  depth: number;
}
/** Bars parallel to the length (`long`) or to the width (`trans`), and the section that they cross. */
export type Direction = 'long' | 'trans';
export const DIRECTIONS: readonly Direction[] = ['long', 'trans'];

export const baseArea = (g: FootingGeometry): number => g.length * g.width;

/** Width of the section across the whole footing that bars of this direction cross, m (34.2.3.1). */
export const sectionWidth = (g: FootingGeometry, direction: Direction): number =>
  direction === 'long' ? g.width : g.length;

/** Length of the footing beyond the column's face in this direction, m (34.2.3.2 a). */
export const projection = (g: FootingGeometry, basis: DesignBasis, direction: Direction): number =>
  direction === 'long' ? (g.length - basis.column_depth) / 2 : (g.width - basis.column_width) / 2;

/** Effective depth, m: bars along the length lie in the lower layer, those along the width on them. Cover, diameter in mm. */
export const effectiveDepth = (g: FootingGeometry, cover: number, diameter: number, direction: Direction): number =>
  g.depth - (cover + (direction === 'long' ? 0.5 : 1.5) * diameter) / 1000;

/** Rounds up to a multiple of the module, m, to the millimetre (no 2.4500000000000001). */
export const roundUpTo = (value: number, module: number): number =>
  Math.round(Math.ceil(value / module - 1e-9) * module * 1000) / 1000;
