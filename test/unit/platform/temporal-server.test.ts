import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { serverArguments, serverEnvironment } from '../../../src/temporal/server/server-arguments.js';
import { sqliteDamage } from '../../../src/temporal/server/sqlite-file.js';
import { scratchFolders } from './scratch-folder.js';

const scratch = scratchFolders();

describe('the command line of the embedded Temporal server', () => {
  const options = { dataDir: '/data', namespace: 'default', ports: { grpc: 7233, ui: 8233 } };

  it('is start-dev on loopback with the file database, its pragmas and the tuned polling', () => {
    const line = serverArguments(options).join(' ');
    expect(line).toContain('server start-dev --db-filename /data/temporal.db --namespace default');
    expect(line).toContain('--ip 127.0.0.1 --port 7233 --ui-port 8233');
    expect(line).toContain('--sqlite-pragma journal_mode=wal --sqlite-pragma synchronous=normal');
    expect(line).toContain('--dynamic-config-value history.transferProcessorMaxPollRPS=2000');
    expect(line).toContain('--dynamic-config-value history.transferProcessorMaxPollHostRPS=5000');
    expect(line).toContain('--dynamic-config-value history.timerProcessorMaxPollRPS=2000');
    expect(line).not.toContain('codec');
  });

  it('names the codec endpoint for the UI where there is one', () => {
    expect(serverArguments({ ...options, uiCodecEndpoint: 'http://127.0.0.1:8000/codec' })).toContain(
      '--ui-codec-endpoint',
    );
  });

  it('runs without the TEMPORAL_ variables, which the CLI reads as its own options', () => {
    expect(serverEnvironment({ PATH: '/bin', TEMPORAL_NAMESPACE: 'other' })).toEqual({ PATH: '/bin' });
  });
});

/** A header as SQLite writes it: 4096 bytes a page, so many pages, valid for this change counter. */
function sqliteFile(pages: number, size: number, counters: [number, number] = [5, 5]): string {
  const bytes = Buffer.alloc(Math.max(size, 100));
  bytes.write('SQLite format 3\0', 'latin1');
  bytes.writeUInt16BE(4096, 16);
  bytes.writeUInt32BE(counters[0], 24);
  bytes.writeUInt32BE(pages, 28);
  bytes.writeUInt32BE(counters[1], 92);
  const file = join(scratch(), 'temporal.db');
  writeFileSync(file, bytes.subarray(0, size));
  return file;
}

/** A write-ahead log as SQLite writes it, of pages of 4096 bytes; checksums left out. */
function walOf(salt: number, frames: [page: number, salt: number][]): Buffer {
  const header = Buffer.alloc(32);
  header.writeUInt32BE(0x377f0683, 0);
  header.writeUInt32BE(4096, 8);
  header.writeUInt32BE(salt, 16);
  const written = frames.map(([page, frame_salt]) => {
    const frame = Buffer.alloc(24 + 4096);
    frame.writeUInt32BE(page, 0);
    frame.writeUInt32BE(frame_salt, 8);
    return frame;
  });
  return Buffer.concat([header, ...written]);
}

describe("the file of Temporal's database", () => {
  it.each([
    ['whole', sqliteDamageOf(2, 8192), null],
    ['longer than its header says', sqliteDamageOf(2, 12_288), null],
    ['cut off', sqliteDamageOf(3, 8192), 'it has 8192 of 12288 bytes'],
    ['cut off, with a size that its header does not vouch for', sqliteDamageOf(3, 8192, [5, 4]), null],
    ['cut off in its header', sqliteDamageOf(3, 60), 'it is not an SQLite database'],
    ['empty', sqliteDamageOf(3, 0), null],
  ])('that is %s', (_, damage, expected) => {
    expect(damage()).toBe(expected);
  });

  describe('that is cut off beside a write-ahead log', () => {
    const damageWith = (...frames: [page: number, salt: number][]) => {
      const file = sqliteFile(4, 8192);
      writeFileSync(`${file}-wal`, walOf(7, frames));
      return sqliteDamage(file);
    };
    it('is sound when the log has the missing pages: the server was killed as it brought them in', () => {
      expect(damageWith([1, 7], [4, 7], [3, 7])).toBeNull();
    });
    it.each<[string, [page: number, salt: number][]]>([
      [
        'does not have them all',
        [
          [1, 7],
          [4, 7],
        ],
      ],
      [
        'has them only from before it was begun anew',
        [
          [1, 7],
          [3, 6],
          [4, 6],
        ],
      ],
    ])('is damaged when the log %s', (_, frames) => {
      expect(damageWith(...frames)).toBe('it has 8192 of 16384 bytes');
    });
    it.each([
      ['is empty', Buffer.alloc(0)],
      ['is none', Buffer.alloc(20_000, 1)],
    ])('is damaged when the log %s', (_, bytes) => {
      const file = sqliteFile(3, 8192);
      writeFileSync(`${file}-wal`, bytes);
      expect(sqliteDamage(file)).toBe('it has 8192 of 12288 bytes');
    });
  });

  it('may not be there yet, and is no folder', () => {
    const folder = scratch();
    expect(sqliteDamage(join(folder, 'temporal.db'))).toBeNull();
    expect(sqliteDamage(folder)).toBe('it is not a file');
  });
});

function sqliteDamageOf(...file: Parameters<typeof sqliteFile>) {
  return () => sqliteDamage(sqliteFile(...file));
}
