/** The unit of a number, as descriptions say it: `Span (m)`, `Dead load, kN, without the footing`, `unit: kN/m2`. */
const LENGTH = '(?:[kcmµ]?m|in|ft)(?:\\^?[234²³⁴])?';
const FORCE = '(?:[kM]?N(?:[·.]?(?:mm|m))?|kgf|lbf)';
const OTHER =
  '(?:[kMG]?Pa|bar|[km]?g|t|°C?|K|rad|deg|[mµ]?s|min|hours?|h|days?|d|[kM]?W|[kM]?J|[kM]?Hz|A|V|%|USD|EUR|INR)';
const SINGLE = `(?:${LENGTH}|${FORCE}|${OTHER})`;
const UNIT = `${SINGLE}(?:\\s?[/·]\\s?${SINGLE})?`;
const NAMED = new RegExp(`\\bunits?\\s*[:=]\\s*(${UNIT}|[^\\s,;()]{1,12})`, 'i');
const BRACKETED = new RegExp(`[([](?:in )?(${UNIT})[)\\]]`);
const LISTED = new RegExp(`,\\s*(?:in )?(${UNIT})(?=\\s*(?:$|[,;:.]))`);
const WHOLE = new RegExp(`^\\s*(${UNIT})\\s*$`);

export interface UnitText {
  unit: string | null;
  /** What is left to say. */
  about: string | null;
}
/** The unit is taken out of the text where it stands at its end. */
export function unitOf(description: string | null): UnitText {
  if (description === null) return { unit: null, about: null };
  for (const pattern of [NAMED, BRACKETED, LISTED, WHOLE]) {
    const match = pattern.exec(description);
    if (!match) continue;
    const before = description.slice(0, match.index).trim();
    const isLast = match.index + match[0].length >= description.trimEnd().length;
    return { unit: match[1] ?? null, about: (isLast ? before : description) || null };
  }
  return { unit: null, about: description };
}
