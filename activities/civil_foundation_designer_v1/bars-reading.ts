import type { Json, JsonObject } from '../../src/contracts/json.js';
import type { Ending } from './development-length.js';
import type { BarZone } from './reinforcement.js';
import { isNumber, isObject } from './schedule-input.js';

/** What a steel_bars_* field says; null for what it does not. Diameter in mm. */
export interface BarsReading {
  count: number | null;
  diameter: number | null;
  ending: Ending;
  zones: BarZone[] | null;
}
const NOTHING: BarsReading = { count: null, diameter: null, ending: 'straight', zones: null };

/** Reads bars as design_isolated_footing gives them, as a bare count, or as a text such as `12-T16 @ 150 c/c`. */
export function readBars(value: Json | undefined): BarsReading {
  if (isNumber(value)) return { ...NOTHING, count: wholeCount(value) };
  if (typeof value === 'string') return readText(value);
  return isObject(value) ? readObject(value) : NOTHING;
}

/** A footing has at least two bars each way, and no more than a list could hold. */
const wholeCount = (value: number): number | null => (value >= 2 && value <= 10000 ? Math.ceil(value) : null);
const diameterOf = (value: number): number | null => (value >= 6 && value <= 50 ? value : null);

function readText(text: string): BarsReading {
  const [, count, diameter] = /(\d+)\s*(?:nos?\.?|x|-)?\s*(?:[TY#Øφ]|dia\.?)?\s*(\d+)?/i.exec(text) ?? [];
  return {
    ...NOTHING,
    count: count === undefined ? null : wholeCount(Number(count)),
    diameter: diameter === undefined ? null : diameterOf(Number(diameter)),
  };
}

function readObject(bars: JsonObject): BarsReading {
  const { count, diameter_mm: diameter, ending, zones } = bars;
  const read = Array.isArray(zones) ? zones.map(readZone) : [];
  const known = read.filter((zone) => zone !== null);
  const complete = known.length > 0 && known.length === read.length;
  return {
    count: isNumber(count) ? wholeCount(count) : null,
    diameter: isNumber(diameter) ? diameterOf(diameter) : null,
    ending: ending === 'bend' || ending === 'hook' ? ending : 'straight',
    zones: complete && known.reduce((sum, zone) => sum + zone.count, 0) === count ? known : null,
  };
}

function readZone(value: Json): BarZone | null {
  if (!isObject(value)) return null;
  const { zone, count, spacing_mm: spacing } = value;
  const named = zone === 'uniform' || zone === 'central' || zone === 'outer';
  return named && isNumber(count) && isNumber(spacing) ? { zone, count, spacing: spacing / 1000 } : null;
}
