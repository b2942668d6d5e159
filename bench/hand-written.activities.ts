export async function echo(input: Record<string, unknown>): Promise<Record<string, unknown>> {
  return input;
}
