import { transformSync } from '@swc/core';
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import preset from '../../../jest.preset.mjs';

/**
 * Lets plain Node import the API's own TypeScript, in the same dialect as Jest does: Jest's global set-up runs
 * outside of Jest's module system.
 */
const [, { jsc, module }] = Object.values(preset.transform)[0];

registerHooks({
  resolve(specifier, context, next) {
    const isOwn = context.parentURL?.endsWith('.ts') && /^\.{1,2}\/.*\.js$/.test(specifier);
    return next(isOwn ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts') || url.includes('/node_modules/'))
      return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, jsc, module, swcrc: false });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
