/**
 * YAML texts as documents with the range of every node. What the package's parseDocument leaves open is bounded here:
 *
 * 1. Composing recurses. A deep text would fill the stack, and an engine that then has to compile a regular expression
 *    ends the process. So the open collections are counted before they are composed.
 * 2. A hostile text has as many errors as characters. The first one ends the reading.
 * 3. The package compares every key of a map with every other. Equal keys are left to yaml-nodes.ts.
 */
import { Composer, type CST, type Document, Lexer, Parser, YAMLParseError } from 'yaml';

/** Most collections inside each other that are composed: more than the levels of JSON allowed, which are counted later. */
const MAX_OPEN = 128;

/** A YAML text has more collections inside each other than are read; `offset` is behind the first that is too deep. */
export class YamlTooDeep extends Error {
  constructor(readonly offset: number) {
    super(`More than ${MAX_OPEN} collections inside each other`);
  }
}

/** The one document of a YAML 1.2 text, by the core schema. @throws YAMLParseError, YamlTooDeep */
export function yamlDocument(text: string): Document.Parsed {
  const composer = new Composer({ schema: 'core', uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
  endAtFirstError(composer);
  const [document] = composer.compose(ofOneDocument(shallowTokens(text)), true, text.length);
  if (document === undefined) throw new TypeError('A YAML text without a document');
  const [error] = document.errors;
  if (error !== undefined) throw error;
  return document;
}

/** Warnings are about what is read all the same. The package reports what is thrown here again, at what is around it. */
function endAtFirstError(composer: Composer): void {
  const { errors, warnings } = composer.streamInfo();
  let first: YAMLParseError | undefined;
  warnings.push = () => 0;
  errors.push = (error) => {
    first ??= error;
    throw first;
  };
}

function* shallowTokens(text: string): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_OPEN) throw new YamlTooDeep(parser.offset);
  }
  yield* parser.end();
}

function* ofOneDocument(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  let documents = 0;
  for (const token of tokens) {
    if (token.type === 'document' && ++documents > 1) throw secondDocument(token.offset);
    yield token;
  }
}

const secondDocument = (offset: number): YAMLParseError =>
  new YAMLParseError([offset, offset], 'MULTIPLE_DOCS', 'a second document begins here');
