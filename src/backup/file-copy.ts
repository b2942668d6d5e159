import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, constants, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface FileTree {
  /** Relative paths with `/`, each before what is in it. */
  folders: string[];
  files: string[];
}
const CHUNK_BYTES = 1024 * 1024;
/** Files that are read or written at once. */
const AT_ONCE = 8;

/** What a folder holds. What is left out is not looked into; what vanishes meanwhile is not there. */
export async function treeOf(root: string, isLeftOut: (path: string) => boolean = () => false): Promise<FileTree> {
  const tree: FileTree = { folders: [], files: [] };
  for (const waiting = ['']; waiting.length > 0;) {
    const folder = waiting.shift() as string;
    for (const entry of await readdir(join(root, folder), { withFileTypes: true }).catch(noneIfGone)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (isLeftOut(path)) continue;
      if (entry.isDirectory()) waiting.push(path);
      if (entry.isDirectory()) tree.folders.push(path);
      if (entry.isFile()) tree.files.push(path);
    }
  }
  return tree;
}
/** What is gone when its turn comes is left out. */
export async function copyTree(from: string, to: string, tree: FileTree): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const folder of tree.folders) await mkdir(join(to, folder), { recursive: true, mode: 0o700 });
  await forEachAtOnce(tree.files, (file) => copyOne(join(from, file), join(to, file)));
}
/** Shares the bytes with the original where the file system can. False for a file that is gone. */
export async function copyOne(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
export interface Digest {
  bytes: number;
  /** In hex. */
  sha256: string;
}
/** Of a file, which is on the disk when this resolves. */
export async function sealFile(path: string): Promise<Digest> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  return digestOf(path);
}
/** What a folder lists is on the disk when this resolves, where the system can say so of folders. */
export async function sealFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
export async function digestOf(path: string): Promise<Digest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
export async function forEachAtOnce<Item>(items: Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
function noneIfGone(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
