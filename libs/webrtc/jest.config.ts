import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'webrtc', rootDir: import.meta.dirname };
