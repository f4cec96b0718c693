import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'coverage',
      'reports',
      '.claimcheck',
      'dist',
      'docs/api',
      // Belongs to another project's settings, in which the package is installed.
      'templates/project',
      'src/ops/tfjs-registrations.ts',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['claims/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='fc'][property.name=/^(double|float)$/]",
          message:
            'Nearly all of its draws are next to 0: use even(min, max) or logEven(min, max) from claimcheck.',
        },
        {
          selector:
            "ImportDeclaration[source.value='fast-check'] ImportSpecifier[imported.name=/^(double|float)$/]",
          message:
            'Nearly all of its draws are next to 0: use even(min, max) or logEven(min, max) from claimcheck.',
        },
      ],
    },
  },
  {
    files: ['**/index.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportAllDeclaration',
          message: "Name what the folder exports: it is the folder's surface.",
        },
      ],
    },
  },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.mjs'], languageOptions: { globals: { process: 'readonly' } } },
  {
    files: ['fixtures/claims/programs/**/*.mjs'],
    languageOptions: { globals: { console: 'readonly', setInterval: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  prettier,
);
