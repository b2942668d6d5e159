/** Exposure conditions of IS 456 Table 3. */
export const EXPOSURES = ['mild', 'moderate', 'severe', 'very_severe', 'extreme'] as const;
export type Exposure = (typeof EXPOSURES)[number];
