/** API keys: how they are written, hashed, kept and revoked. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Command, CommanderError } from 'commander';
import { addKeysCommand, createKey, listKeys, revokeKey } from '../../../src/cli/keys.js';
import { idOfKey, isKeyId, newKey } from '../../../src/security/api-key.js';
import { hashOfKey, isHashOf, isKeyHash } from '../../../src/security/key-hash.js';
import { KeyRing } from '../../../src/security/key-ring.js';
import { KeysFileError, readKeysFile } from '../../../src/security/keys-file.js';
import { openKeyRing } from '../../../src/security/open-key-ring.js';

Logger.overrideLogger(false);
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dynex-keys-'));
  file = join(folder, 'keys.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a key', () => {
  it('names its id, and is another one each time', () => {
    const [one, other] = [newKey('ann.b-c@x'), newKey('ann.b-c@x')];
    expect([idOfKey(one), one === other]).toEqual(['ann.b-c@x', false]);
    expect(one).toMatch(/^dynex_ann\.b-c@x_[A-Za-z0-9_-]{43}$/);
  });
  it.each(['', 'dynex', 'dynex_ann', 'dynex_ann_short', `dynex__${'x'.repeat(43)}`, `Dynex_a_${'x'.repeat(43)}`])(
    '%j is none',
    (text) => expect(idOfKey(text)).toBeNull(),
  );
  it.each(['a_b', '', '-a', 'a b', 'a'.repeat(64), 'ä'])('has no id %j', (id) => expect(isKeyId(id)).toBe(false));
});

describe('the hash of a key', () => {
  it('is that of this key and of no other, and differs each time by its salt', async () => {
    const key = newKey('ann');
    const [one, other] = [await hashOfKey(key), await hashOfKey(key)];
    expect([await isHashOf(one, key), await isHashOf(other, key), one === other]).toEqual([true, true, false]);
    expect(await isHashOf(one, newKey('ann'))).toBe(false);
    expect(one).not.toContain(key.slice(-43));
  });
  it('is scrypt as RFC 7914 has it', async () => {
    const salt = Buffer.from('SodiumChloride--').toString('base64url');
    const { scryptSync } = await import('node:crypto');
    const hash = scryptSync('pleaseletmein', 'SodiumChloride--', 32, { N: 1024, r: 8, p: 1 }).toString('base64url');
    expect(await isHashOf(`scrypt$1024$8$1$${salt}$${hash}`, 'pleaseletmein')).toBe(true);
  });
  it.each([
    ['is plain text', 'secret'],
    ['asks for more memory than a check may take', `scrypt$1048576$8$1$${'a'.repeat(22)}$${'a'.repeat(43)}`],
    ['has a cost that is no power of two', `scrypt$1000$8$1$${'a'.repeat(22)}$${'a'.repeat(43)}`],
    ['has no rounds', `scrypt$1024$0$1$${'a'.repeat(22)}$${'a'.repeat(43)}`],
  ])('is none that %s', async (_, text) => {
    expect([isKeyHash(text), await isHashOf(text, 'secret')]).toEqual([false, false]);
  });
});

describe('the keys file', () => {
  it('has what was created, without the key, for its owner alone', async () => {
    const key = await createKey(file, { id: 'ann', role: 'operator' });
    const [entry] = await readKeysFile(file);
    expect(entry).toEqual({
      id: 'ann',
      role: 'operator',
      hash: expect.stringMatching(/^scrypt\$/),
      created_at: expect.stringMatching(/Z$/),
    });
    expect(await readFile(file, 'utf8')).not.toContain(key.slice(-43));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
  it('stays for its owner alone, wherever a link leads, and nothing is left beside it', async () => {
    await createKey(file, { id: 'ann', role: 'viewer' });
    await chmod(file, 0o644);
    const link = join(folder, 'link.json');
    await symlink(file, link);
    await createKey(link, { id: 'bob', role: 'admin' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).toSorted()).toEqual(['keys.json', 'link.json']);
    expect((await readKeysFile(file)).map(({ id }) => id)).toEqual(['ann', 'bob']);
  });
  it('has each id once', async () => {
    await createKey(file, { id: 'ann', role: 'viewer' });
    const before = await readFile(file, 'utf8');
    await expect(createKey(file, { id: 'ann', role: 'admin' })).rejects.toThrow(/a key ann already/);
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await readdir(folder)).toEqual(['keys.json']);
  });
  it('is changed by one at a time', async () => {
    await createKey(file, { id: 'ann', role: 'viewer' });
    await writeFile(`${file}.draft`, '');
    await expect(revokeKey(file, 'ann')).rejects.toThrow(/remove .*\.draft if it stays/);
  });
  it('lists ids and roles, and forgets what is revoked', async () => {
    await createKey(file, { id: 'ann', role: 'viewer' });
    await createKey(file, { id: 'robert', role: 'admin' });
    expect((await listKeys(file)).map((line) => line.replace(/\S+Z$/, ''))).toEqual([
      'ann     viewer    ',
      'robert  admin     ',
    ]);
    await revokeKey(file, 'ann');
    expect((await readKeysFile(file)).map(({ id }) => id)).toEqual(['robert']);
    await expect(revokeKey(file, 'ann')).rejects.toThrow(/no key ann/);
  });
  it.each([
    ['is no JSON', '{', /is no JSON/],
    ['has no list', '{}', /no list of keys/],
    ['has a key that is nothing', '{"keys": [null]}', /at \/keys\/0: id/],
    ['has an unknown role', '{"keys": [{"id": "a", "role": "root"}]}', /at \/keys\/0: role is not one of viewer/],
    ['has a key in the place of a hash', '{"keys": [{"id": "a", "role": "admin", "hash": "dynex_a_x"}]}', /: hash/],
  ])('that %s is refused, and nothing of it repeated', async (_, text, message) => {
    await writeFile(file, text);
    await expect(readKeysFile(file)).rejects.toThrow(message);
    await expect(readKeysFile(file)).rejects.not.toThrow(/dynex_a_x/);
    await expect(createKey(file, { id: 'ann', role: 'viewer' })).rejects.toThrow(KeysFileError);
  });
  it('has a time for each key, and each id once', async () => {
    const hash = await hashOfKey('x');
    const key = { id: 'a', role: 'admin', hash };
    await writeFile(file, JSON.stringify({ keys: [{ ...key, created_at: 'once' }] }));
    await expect(readKeysFile(file)).rejects.toThrow(/created_at is no time/);
    const good = { ...key, created_at: new Date().toISOString() };
    await writeFile(file, JSON.stringify({ keys: [good, good] }));
    await expect(readKeysFile(file)).rejects.toThrow(/has the id a twice/);
  });
  it('that cannot be written or read is said', async () => {
    await expect(createKey(join(folder, 'no', 'keys.json'), { id: 'a', role: 'admin' })).rejects.toThrow(
      /cannot be written/,
    );
    await expect(readKeysFile(folder)).rejects.toThrow(/cannot be read/);
  });
});

describe('a key ring', () => {
  let ring: KeyRing;
  let ann: string;
  beforeEach(async () => {
    ann = await createKey(file, { id: 'ann', role: 'viewer' });
    ring = await KeyRing.open(file);
  });
  afterEach(() => ring.close());

  it('knows a good key, and after that without checking it again', async () => {
    expect(ring.recall(ann)).toBeNull();
    expect(await ring.verify(ann)).toMatchObject({ id: 'ann', role: 'viewer' });
    expect(ring.recall(ann)).toMatchObject({ id: 'ann', role: 'viewer' });
  });
  it.each([
    ['of nobody', () => newKey('bob')],
    ['with another secret', () => newKey('ann')],
    ['that is none', () => 'ann'],
  ])('knows no key %s', async (_, key) => {
    expect(await ring.verify(key())).toBeNull();
    expect(ring.recall(key())).toBeNull();
  });
  it('knows a key that was made after it was opened', async () => {
    const bob = await createKey(file, { id: 'bob', role: 'admin' });
    expect(await ring.verify(bob)).toMatchObject({ id: 'bob' });
  });
  it('looks at the file by itself, and forgets a key that is revoked, also one that it remembered', async () => {
    const known = await ring.verify(ann);
    const changed = new Promise<void>((resolve) => ring.onChange(resolve));
    await revokeKey(file, 'ann');
    await changed;
    expect([ring.recall(ann), await ring.verify(ann), known && ring.isGood(known), ring.size]).toEqual([
      null,
      null,
      false,
      0,
    ]);
  });
  it('takes a key that is made anew under an old id for another', async () => {
    const known = await ring.verify(ann);
    await revokeKey(file, 'ann');
    const again = await createKey(file, { id: 'ann', role: 'admin' });
    await ring.look();
    expect(known && ring.isGood(known)).toBe(false);
    expect([await ring.verify(ann), (await ring.verify(again))?.role]).toEqual([null, 'admin']);
  });
  it('gives a key the role that the file has now', async () => {
    await ring.verify(ann);
    const [entry] = await readKeysFile(file);
    await writeFile(file, JSON.stringify({ keys: [{ ...entry, role: 'operator' }] }));
    await utimes(file, new Date(), new Date(Date.now() + 5_000));
    await ring.look();
    expect(ring.recall(ann)?.role).toBe('operator');
  });
  it.each([
    ['cannot be read', () => writeFile(file, 'half')],
    ['is gone', () => rm(file)],
  ])('stays as it is while the file %s', async (_, spoil) => {
    await ring.verify(ann);
    await spoil();
    await ring.look();
    expect(ring.recall(ann)).not.toBeNull();
  });
});

describe('the keys of a server that starts', () => {
  const settings = { allowedOrigins: [], allowedHosts: [], requestsPerMinute: 1, failuresPerMinute: 1 };
  it('are none without a file', async () => {
    expect(await openKeyRing({ ...settings, keysFile: null })).toBeNull();
  });
  it('have to be there, where a file is named', async () => {
    const opened = openKeyRing({ ...settings, keysFile: file });
    await expect(opened).rejects.toMatchObject({ code: 'keys_unreadable', message: /dynex keys create/ });
  });
  it('may be made later', async () => {
    await createKey(file, { id: 'ann', role: 'viewer' });
    await revokeKey(file, 'ann');
    const ring = await openKeyRing({ ...settings, keysFile: file });
    expect(ring?.size).toBe(0);
    ring?.close();
  });
});

describe('dynex keys', () => {
  let said: string[];
  beforeEach(() => {
    said = [];
    jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    delete process.env['API_KEYS_FILE'];
  });
  const run = async (...words: string[]) => {
    const dynex = new Command('dynex').exitOverride();
    dynex.configureOutput({ writeErr: (text) => void said.push(text) });
    addKeysCommand(dynex);
    for (const command of [...dynex.commands, ...dynex.commands.flatMap(({ commands }) => commands)])
      command.exitOverride().copyInheritedSettings(dynex);
    await dynex.parseAsync(['keys', ...words], { from: 'user' });
  };
  it('prints a new key once, lists it without, and revokes it', async () => {
    await run('create', 'ann', '--role', 'operator', '--file', file);
    const [key = ''] = said;
    expect(idOfKey(key)).toBe('ann');
    process.env['API_KEYS_FILE'] = file;
    await run('list');
    expect(said[1]).toMatch(/^ann {2}operator {2}\d{4}-/);
    await run('revoke', 'ann');
    expect(await readKeysFile(file)).toEqual([]);
  });
  it.each([
    [['create', 'a b', '-r', 'admin', '-f', 'keys.json'], /cannot be one of a key/],
    [['create', 'ann', '-r', 'root', '-f', 'keys.json'], /--role root is not one of viewer, operator, admin/],
    [['list'], /Say which keys file/],
    [['list', '-f', '/nowhere/keys.json'], /There is no keys file/],
  ])('%j says what is wrong', async (words, message) => {
    await expect(run(...words)).rejects.toThrow(CommanderError);
    expect(said.join('')).toMatch(message);
  });
});
