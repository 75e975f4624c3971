import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'chat-trials', rootDir: import.meta.dirname };
