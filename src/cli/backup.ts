import type { Command } from 'commander';
import { takeBackup } from '../backup/take-backup.js';
import { dataDirOption } from './data-dir-option.js';

/** dynex backup <folder>: of a platform that runs, or lies still. */
export function addBackupCommand(dynex: Command, say: (line: string) => void = console.log): void {
  dynex
    .command('backup')
    .description('Backs up the embedded servers of a DATA_DIR while the platform runs, or with it stopped')
    .argument('<folder>', 'the folder to make; it must not be there')
    .addOption(dataDirOption('what is backed up'))
    .action(async (folder: string, { dataDir }: { dataDir: string }) => {
      const { files, created_at } = await takeBackup({ dataDir, target: folder, log: say });
      const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
      say(`${folder}: ${files.length} files, ${megabytes.toFixed(0)} MB, as of ${created_at}`);
    });
}
