import type { Command } from 'commander';
import { restoreBackup } from '../backup/restore-backup.js';

/** dynex restore <backup> --data-dir <folder> */
export function addRestoreCommand(dynex: Command, say: (line: string) => void = console.log): void {
  dynex
    .command('restore')
    .description('Makes a DATA_DIR from a backup; the next start on it carries the executions on')
    .argument('<backup>', 'a folder that dynex backup made')
    .requiredOption('--data-dir <folder>', 'the DATA_DIR to make; not there, or empty')
    .action(async (backup: string, { dataDir }: { dataDir: string }) => {
      const { created_at } = await restoreBackup({ backup, dataDir, log: say });
      say(`${dataDir} is as it was at ${created_at}; start the platform with DATA_DIR=${dataDir}`);
    });
}
