/** A text, such as an address or a line of a log, without what may stand in it of API keys and tickets. */
export function withoutKeys(text: string): string {
  return text.replace(KEY, 'dynex_…').replace(TICKET, '$1…');
}
const KEY = /dynex_[\w.@-]+/g;
const TICKET = /([?&]ticket=)[^&\s"']+/g;
