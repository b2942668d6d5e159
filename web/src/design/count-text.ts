const counts = new Intl.NumberFormat('en-GB');

/** `10,000`. */
export const countText = (count: number): string => counts.format(count);
