/** Metadata key of a payload that is read once and stands in no history: the answer of a query. */
export const PASSING = 'passing';
