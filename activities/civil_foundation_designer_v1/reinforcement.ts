import { barArea } from './materials.js';

/** Bars of one zone. Widths and spacings in m; the spacing is centre to centre. */
export interface BarZone {
  zone: 'uniform' | 'central' | 'outer';
  /** For `outer` the bars of both side strips together. */
  count: number;
  spacing: number;
}
export interface BarLayout {
  diameter: number;
  count: number;
  /** mm2 */
  areaProvided: number;
  zones: BarZone[];
  largestSpacing: number;
  leastSpacing: number;
  /** Share of the bars that 34.3.1 c wants in the central band; null where the bars are spread evenly. */
  centralShare: number | null;
}
/** Lengths in m, steel in mm2, diameter in mm. */
export interface LayoutInput {
  diameter: number;
  area: number;
  /** Width of the section that the bars are spread over, and the footing's other side. */
  width: number;
  otherSide: number;
  cover: number;
  largestSpacing: number;
}

/** Largest spacing of main bars of a slab, m: 3 d or 300 mm (26.3.3 b 1). */
export const largestBarSpacing = (effectiveDepth: number): number => Math.min(3 * effectiveDepth, 0.3);

/** Least clear distance of bars, mm: the bar's diameter, or 5 mm over 20 mm aggregate (26.3.2). */
export const leastClearDistance = (diameter: number): number => Math.max(diameter, 25);

/** Least steel of a footing, mm2: the ratio of 26.5.2.1 on the gross section (34.5.1). m. */
export const leastSteel = (ratio: number, width: number, depth: number): number => ratio * width * depth * 1e6;

/**
 * Lays bars out for an area. Bars in the short direction of a rectangular footing (spread over its long side) get a
 * central band as wide as the short side with 2 / (β + 1) of them, β = long / short side (34.3.1 c); all others are
 * spread evenly (34.3.1 a, b).
 */
export function layOut(input: LayoutInput): BarLayout {
  const strip = (input.width - input.otherSide) / 2 - input.cover - input.diameter / 2000;
  return strip > 0 ? banded(input, strip) : uniform(input);
}

function uniform({ diameter, area, width, cover, largestSpacing }: LayoutInput): BarLayout {
  const run = width - 2 * cover - diameter / 1000;
  const count = Math.max(barsFor(area, diameter), gapsFor(run, largestSpacing) + 1, 2);
  return layout(diameter, [{ zone: 'uniform', count, spacing: run / (count - 1) }], null);
}

function banded({ diameter, area, width, otherSide, largestSpacing }: LayoutInput, strip: number): BarLayout {
  const share = 2 / (width / otherSide + 1);
  let central = Math.max(barsFor(share * area, diameter), gapsFor(otherSide, largestSpacing));
  const reach = () => strip + otherSide / (2 * central);
  const outer = Math.max(barsFor(((1 - share) * area) / 2, diameter), gapsFor(reach(), largestSpacing));
  while (central < share * (central + 2 * outer) - 1e-9) central += 1;
  return layout(
    diameter,
    [
      { zone: 'central', count: central, spacing: otherSide / central },
      { zone: 'outer', count: 2 * outer, spacing: reach() / outer },
    ],
    share,
  );
}

function layout(diameter: number, zones: BarZone[], centralShare: number | null): BarLayout {
  const count = zones.reduce((sum, zone) => sum + zone.count, 0);
  const spacings = zones.map((zone) => zone.spacing);
  return {
    diameter,
    count,
    areaProvided: count * barArea(diameter),
    zones,
    largestSpacing: Math.max(...spacings),
    leastSpacing: Math.min(...spacings),
    centralShare,
  };
}

const barsFor = (area: number, diameter: number): number => Math.max(1, Math.ceil(area / barArea(diameter) - 1e-9));
const gapsFor = (length: number, spacing: number): number => Math.max(1, Math.ceil(length / spacing - 1e-9));
