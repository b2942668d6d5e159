import { designIsolatedFooting } from './design-isolated-footing.js';
import { optimizeSchedule } from './optimize-schedule.js';

/** Isolated reinforced concrete footings to IS 456:2000. */
export const functions = [designIsolatedFooting, optimizeSchedule];
