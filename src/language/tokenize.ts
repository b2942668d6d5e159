import { readToken } from './read-token.js';
import { type Token, UNREADABLE } from './token.js';

const SPACE = /\s*/y;

/** The tokens of a text in time linear in it. What follows an unreadable token is not read. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (let offset = afterSpace(text, 0); offset < text.length; offset = afterSpace(text, offset)) {
    const token = readToken(text, offset);
    tokens.push(token);
    if (token.letter === UNREADABLE) break;
    offset += token.text.length;
  }
  return tokens;
}

function afterSpace(text: string, offset: number): number {
  SPACE.lastIndex = offset;
  SPACE.exec(text);
  return SPACE.lastIndex;
}
