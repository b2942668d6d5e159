/** NUL and halves of a surrogate pair, which a `json` column keeps and then cannot look into. */
const UNREADABLE = /\0|\p{Surrogate}/gu;

/** A copy in which PostgreSQL can search: such characters are U+FFFD. */
export function searchableJson<Value>(value: Value): Value {
  const replaced = (_key: string, item: unknown) =>
    typeof item === 'string' ? item.replace(UNREADABLE, '\uFFFD') : item;
  return JSON.parse(JSON.stringify(value, replaced)) as Value;
}
