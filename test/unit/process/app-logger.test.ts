/** Lines of the log as JSON. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AppLogger } from '../../../src/process/app-logger.js';

const lines: string[] = [];
const take = (chunk: unknown) => lines.push(String(chunk)) > 0;
beforeEach(() => {
  lines.length = 0;
  jest.spyOn(process.stdout, 'write').mockImplementation(take);
});
afterEach(() => void jest.restoreAllMocks());
const logger = new AppLogger({ logLevel: 'info', logFormat: 'json' });
const last = () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>;

describe('LOG_FORMAT=json', () => {
  it('is one object a line, with time, level, context and message', () => {
    logger.log('The API listens', 'platform');
    expect(last()).toMatchObject({ level: 'log', context: 'platform', message: 'The API listens' });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(lines).toHaveLength(1);
  });
  it('gives the fields of what a function logs to the line', () => {
    logger.log(JSON.stringify({ message: 'fetched', execution_id: 'e1', step_number: 2, rows: 7 }), 'function');
    expect(last()).toMatchObject({ message: 'fetched', execution_id: 'e1', step_number: 2, rows: 7 });
  });
  it('does not let a function say who it is or when', () => {
    logger.log(JSON.stringify({ message: 'm', time: 'never', level: 'fatal', context: 'platform' }), 'function');
    expect(last()).toMatchObject({ level: 'log', context: 'function' });
    expect(last()['time']).not.toBe('never');
  });
  it('takes what only looks like JSON as text, and leaves out what Nest says of its start-up', () => {
    logger.log('{ not JSON', 'platform');
    expect(last()['message']).toBe('{ not JSON');
    logger.log('Mapped {/, GET} route', 'RouterExplorer');
    logger.debug('more', 'platform');
    expect(lines).toHaveLength(1);
  });
});
