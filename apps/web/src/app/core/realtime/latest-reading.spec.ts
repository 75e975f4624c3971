import { jest } from '@jest/globals';
import { LatestReading } from './latest-reading';

describe('a reading of what is told of as well', () => {
  it('reads once while nothing is told', async () => {
    const read = jest.fn(() => Promise.resolve('as it is'));
    expect(await new LatestReading().read(read)).toBe('as it is');
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('reads again what was told of meanwhile, also where the old answer was a failure', async () => {
    const reading = new LatestReading();
    const answers = [
      () => Promise.resolve('as it was'),
      () => Promise.reject(new Error('as it was')),
      () => Promise.resolve('as it is'),
    ];
    const read = () => {
      if (answers.length > 1) reading.outdate();
      return answers.shift()?.() ?? Promise.reject(new Error('read too often'));
    };
    expect(await reading.read(read)).toBe('as it is');
  });

  it('answers with nothing where a newer reading has begun', async () => {
    const reading = new LatestReading();
    const older = reading.read(() => Promise.resolve('older'));
    const newer = reading.read(() => Promise.resolve('newer'));
    expect(await Promise.all([older, newer])).toEqual([null, 'newer']);
  });

  it('fails as what it reads', async () => {
    const refused = new Error('refused');
    await expect(new LatestReading().read(() => Promise.reject(refused))).rejects.toBe(refused);
  });
});
