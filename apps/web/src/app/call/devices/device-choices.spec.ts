import { type ListedDevice } from '@parlour/webrtc';
import { deviceChoices } from './device-choices';
import { listed } from './testing/device-world';

const byDefault = (kind: ListedDevice['kind'], real: string): ListedDevice => ({
  kind,
  deviceId: 'default',
  groupId: `group of ${real}`,
  label: `Default - ${real}`,
});
const communications = (kind: ListedDevice['kind']): ListedDevice => ({
  ...byDefault(kind, 'built-in'),
  deviceId: 'communications',
});

describe('what can be chosen', () => {
  const devices = [
    byDefault('microphone', 'built-in'),
    communications('microphone'),
    ...listed('microphone', 'built-in', 'headset'),
    ...listed('camera', 'front', 'back'),
    ...listed('speaker', 'loud'),
  ];

  it('is the choice of the system with the name of what it is now, and each device once', () => {
    expect(deviceChoices('microphone', { devices, chosen: null, inUse: 'default' })).toEqual({
      choices: [
        { deviceId: '', label: 'built-in' },
        { deviceId: 'built-in', label: 'built-in' },
        { deviceId: 'headset', label: 'headset' },
      ],
      current: '',
    });
  });

  it('shows as chosen what was chosen, or what is in use where that is not there', () => {
    expect(deviceChoices('microphone', { devices, chosen: 'headset', inUse: 'headset' }).current).toBe(
      'headset',
    );
    expect(deviceChoices('microphone', { devices, chosen: 'gone', inUse: 'built-in' }).current).toBe('');
    expect(deviceChoices('camera', { devices, chosen: 'gone', inUse: 'back' }).current).toBe('back');
    expect(deviceChoices('camera', { devices, chosen: null, inUse: '' }).current).toBe('front');
  });

  it('may leave speakers to the system everywhere', () => {
    expect(deviceChoices('speaker', { devices, chosen: null, inUse: '' })).toEqual({
      choices: [
        { deviceId: '', label: null },
        { deviceId: 'loud', label: 'loud' },
      ],
      current: '',
    });
  });

  it('is nothing as long as the names are hidden', () => {
    expect(deviceChoices('speaker', { devices: [], chosen: null, inUse: '' })).toEqual({
      choices: [],
      current: '',
    });
  });
});
