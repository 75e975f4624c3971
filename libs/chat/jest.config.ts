import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'chat', rootDir: import.meta.dirname };
