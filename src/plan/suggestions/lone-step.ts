import { namedStep, type Suggest } from './suggestion-context.js';

/** Steps alone on their level between two wider ones: all work before meets in them and all work after waits for them. */
export const loneStep: Suggest = ({ steps, levels }) =>
  levels.flatMap((level, index) => {
    const [step] = level;
    const isLone = level.length === 1 && isWide(levels[index - 1]) && isWide(levels[index + 1]);
    if (!isLone || step === undefined) return [];
    const message = `Step ${namedStep(step, steps)} runs alone between wider levels and so lengthens every path by one step; splitting it, or letting the steps after it read what they need from earlier steps, would shorten the critical path`;
    return [{ code: 'lone_step', message, step_numbers: [step] }];
  });

const isWide = (level: readonly number[] | undefined): boolean => level !== undefined && level.length > 1;
