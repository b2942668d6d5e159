/** A property of whatever was thrown; undefined where there is none, also where reading it throws. */
export function propertyOf(error: unknown, name: string): unknown {
  try {
    return (error as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}
