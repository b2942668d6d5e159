import accessibility from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'node_modules', 'src/storage/migrations'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 15],
    },
  },
  { files: ['web/src/**'], ...accessibility.flatConfigs.recommended },
  { files: ['web/src/**'], ...reactHooks.configs.flat.recommended },
  {
    files: [
      '**/*.mjs',
      'bench/**',
      'browser/screenshots/**',
      'simulation/index.ts',
      'src/main.ts',
      'src/cli/**',
      'src/**/progress-*.ts',
    ],
    rules: { 'no-console': 'off' },
  },
);
