import type { Suggest } from './suggestion-context.js';

/** max_parallelism is below the number of steps that could run at once. */
export const parallelismBelowWidth: Suggest = ({ levels, max_width, max_parallelism }) => {
  if (max_parallelism === undefined || max_parallelism >= max_width) return [];
  const message = `max_parallelism is ${max_parallelism}, yet ${max_width} steps could run at the same time; raise it to ${max_width} to let them`;
  return [
    {
      code: 'parallelism_below_width',
      message,
      step_numbers: levels.find((level) => level.length === max_width) ?? [],
    },
  ];
};
