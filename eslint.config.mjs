import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const from = (sourceTag, onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });

export default defineConfig(
  { ignores: ['**/dist', '**/.angular', '**/.nx', 'data', '**/test-results', '**/coverage'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strict],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: ['^.*/jest\\.preset\\.mjs$'],
          depConstraints: [
            from('type:contracts', []),
            from('type:engine', ['type:contracts']),
            from('type:ui', []),
            from('type:testing', []),
            from('type:e2e', ['type:contracts', 'type:engine', 'type:testing']),
            from('scope:server', ['type:contracts', 'type:testing']),
            from('scope:client', ['scope:client', 'scope:shared']),
            { sourceTag: 'type:contracts', allowedExternalImports: ['zod'] },
            {
              sourceTag: 'type:engine',
              allowedExternalImports: ['rxjs', '@noble/hashes/*', 'fast-check', '@jest/globals'],
            },
          ],
        },
      ],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      'no-console': 'error',
    },
  },
  {
    // Nest reads constructor parameter types at run time: a type-only import would erase them.
    files: ['apps/api/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['apps/api/src/**/*.service.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['typeorm', '@nestjs/typeorm', 'pg', 'socket.io', '@nestjs/websockets'].map((name) => ({
            name,
            message:
              'Services hold the rules: SQL belongs in a repository, sockets in a gateway or the publisher.',
          })),
        },
      ],
    },
  },
  {
    files: ['apps/web/**/*.ts', 'libs/ui/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'parlour', style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'parlour', style: 'camelCase' },
      ],
    },
  },
  {
    files: ['apps/web/**/*.html', 'libs/ui/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  {
    files: ['tools/**', '**/*.mjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        Buffer: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
);
