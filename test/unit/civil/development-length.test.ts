import { describe, expect, it } from '@jest/globals';
import {
  anchorage,
  bondStress,
  developmentLength,
} from '../../../activities/civil_foundation_designer_v1/development-length.js';
import { steelOf } from '../../../activities/civil_foundation_designer_v1/materials.js';

const plain = steelOf('Fe250');
const deformed = steelOf('Fe415');

describe('design bond stress (26.2.1.1)', () => {
  it.each([
    ['M20', 1.2, 1.92],
    ['M25', 1.4, 2.24],
    ['M30', 1.5, 2.4],
    ['M35', 1.7, 2.72],
    ['M40', 1.9, 3.04],
    ['M50', 1.9, 3.04],
  ] as const)('%s: plain %d, deformed bars 60 %% more, %d N/mm2', (grade, ofPlain, ofDeformed) => {
    expect(bondStress(grade, plain)).toBe(ofPlain);
    expect(bondStress(grade, deformed)).toBeCloseTo(ofDeformed, 12);
  });

  it('is 25 % more in compression: M25 deformed 1.4 x 1.6 x 1.25 = 2.8 N/mm2', () => {
    expect(bondStress('M25', deformed, 'compression')).toBeCloseTo(2.8, 12);
  });
});

describe('development length (26.2.1)', () => {
  it('is φ σs / (4 τbd): 16 x 361.05 / (4 x 2.24) = 644.7 mm for 16 mm Fe415 in M25', () => {
    expect(developmentLength(16, 361.05, 2.24)).toBeCloseTo(644.732, 3);
  });
});

describe('anchorage of a footing bar', () => {
  const bar = {
    diameter: 16,
    straight: 700,
    depth: 500,
    cover: 50,
    areaRatio: 0.5,
    grade: 'M25',
    steel: deformed,
  } as const;

  it('is straight where the projection develops 0.87 fy', () => {
    expect(anchorage(bar)).toMatchObject({ ending: 'straight', available: 700, stress: 361.05 });
  });

  it('gets a bend worth 8 φ where it does not: 540 + 8 x 16 = 668 >= 644.7 mm', () => {
    expect(anchorage({ ...bar, straight: 540 })).toMatchObject({ ending: 'bend', available: 668 });
  });

  it('develops the stress at design load where the bend does not suffice either', () => {
    const result = anchorage({ ...bar, straight: 300 });
    expect(result).toMatchObject({ ending: 'bend', available: 428, stress: 361.05 * 0.5 });
    expect(result.required).toBeCloseTo(644.732 / 2, 3);
  });

  it('has U hooks worth 16 φ on plain bars (26.2.2.1): 300 + 16 x 16 = 556 mm', () => {
    expect(anchorage({ ...bar, straight: 300, steel: plain })).toMatchObject({ ending: 'hook', available: 556 });
  });

  it('gets no bend where the depth leaves no room: (4 + 1 + 4) x 16 = 144 > 150 - 2 x 50', () => {
    expect(anchorage({ ...bar, straight: 540, depth: 150 }).ending).toBe('straight');
    expect(anchorage({ ...bar, straight: 540, depth: 150, steel: plain }).ending).toBe('straight');
  });
});
