import { deviceMove, type DeviceChange, type ListedDevice } from './device-follow';

const device = (deviceId: string, groupId = `group of ${deviceId}`): ListedDevice => ({
  kind: 'microphone',
  deviceId,
  groupId,
  label: deviceId,
});
const builtIn = device('built-in');
const headset = device('headset');
const defaultIs = (real: ListedDevice): ListedDevice => device('default', real.groupId);
const inUse = (real: ListedDevice) => ({ deviceId: real.deviceId, groupId: real.groupId });

const cases: [name: string, change: Partial<DeviceChange>, expected: string][] = [
  ['nothing changes', { before: [builtIn], after: [builtIn] }, 'none'],
  ['something goes', { before: [builtIn, headset], after: [builtIn] }, 'none'],
  ['something new comes', { before: [builtIn], after: [builtIn, headset] }, 'tell'],
  ['the names show for the first time', { before: [], after: [builtIn, headset] }, 'none'],
  [
    'only a name besides the real one comes',
    { before: [builtIn], after: [device('communications'), builtIn] },
    'none',
  ],
  [
    'the chosen one comes back',
    { before: [builtIn], after: [builtIn, headset], chosen: 'headset' },
    'return',
  ],
  [
    'the chosen one comes back while nothing is captured',
    { before: [builtIn], after: [builtIn, headset], chosen: 'headset', inUse: null },
    'tell',
  ],
  [
    'the chosen one was there all the time, and could not be used',
    { before: [builtIn, headset], after: [builtIn, headset], chosen: 'headset' },
    'none',
  ],
  [
    'the system changes its choice',
    { before: [defaultIs(builtIn), builtIn, headset], after: [defaultIs(headset), builtIn, headset] },
    'follow-default',
  ],
  [
    'the system chooses what has just come',
    { before: [defaultIs(builtIn), builtIn], after: [defaultIs(headset), builtIn, headset] },
    'follow-default',
  ],
  [
    'the system chooses what is in use',
    {
      before: [defaultIs(builtIn), builtIn, headset],
      after: [defaultIs(headset), builtIn, headset],
      inUse: inUse(headset),
    },
    'none',
  ],
  [
    'the system changes its choice, and the person has one of their own',
    {
      before: [defaultIs(builtIn), builtIn, headset],
      after: [defaultIs(headset), builtIn, headset],
      chosen: 'built-in',
    },
    'none',
  ],
  [
    'there was none, and one comes',
    { before: [], after: [builtIn], inUse: null, failed: 'no-device' },
    'retry',
  ],
  [
    'the last one was unplugged, and one comes',
    { before: [builtIn], after: [builtIn, headset], inUse: null, failed: 'unplugged' },
    'retry',
  ],
  [
    'one is unplugged while there is none in use',
    { before: [builtIn, headset], after: [builtIn], inUse: null, failed: 'unplugged' },
    'none',
  ],
  [
    'one comes while the person does not allow any',
    { before: [], after: [builtIn], inUse: null, failed: 'denied' },
    'none',
  ],
];

describe('what is done about devices that come and go', () => {
  it.each(cases)('when %s', (_, change, expected) => {
    const move = deviceMove({
      before: [],
      after: [],
      chosen: null,
      inUse: inUse(builtIn),
      failed: null,
      ...change,
    });
    expect(move.kind).toBe(expected);
  });
});
