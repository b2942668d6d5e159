import { propertyOf } from './error-property.js';

const LONGEST = 4_000;
/** NUL and halves of a surrogate pair: PostgreSQL stores neither. */
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** The text of whatever was thrown, made storable and cut to 4,000 characters. */
export function failureMessage(error: unknown): string {
  const text = storable(rawMessage(error));
  return text.length > LONGEST ? storable(`${text.slice(0, LONGEST - 1)}…`) : text;
}

function rawMessage(error: unknown): string {
  const message = stated(error);
  if (message !== null) return message;
  if (error instanceof Error) return nonEmpty(propertyOf(error, 'name')) ?? 'Error';
  return typeof error === 'string' ? error : `A value that is no error was thrown: ${described(error)}`;
}

const stated = (error: unknown): string | null => nonEmpty(propertyOf(error, 'message'));
const nonEmpty = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function described(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

const storable = (text: string): string => text.replace(UNSTORABLE, '\uFFFD');
