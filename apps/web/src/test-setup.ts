import { jest } from '@jest/globals';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });
// The first page of a file is compiled with all that is on it: that takes seconds where the machine is busy.
jest.setTimeout(20_000);
