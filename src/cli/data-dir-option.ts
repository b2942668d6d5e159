import { Option } from 'commander';

/** DATA_DIR, as the platform takes it. */
export const dataDirOption = (description: string) =>
  new Option('--data-dir <folder>', description).env('DATA_DIR').default('.data');
