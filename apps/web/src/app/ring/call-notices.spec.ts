import { TestBed } from '@angular/core/testing';
import { CallNotices } from './call-notices';
import { systemNotifications } from './system-notifications';
import { FakeNotifications } from './testing/fake-alarm-ports';

describe('being told of calls while Parlour is hidden', () => {
  let system: FakeNotifications;
  const create = () => TestBed.inject(CallNotices);

  beforeEach(() => {
    localStorage.clear();
    system = new FakeNotifications();
    TestBed.configureTestingModule({ providers: [{ provide: systemNotifications, useValue: system }] });
  });

  it('is off until somebody switches it on, whatever the browser allows', () => {
    expect(create().state()).toBe('off');
  });

  it('asks the browser when it is switched on, and is kept', async () => {
    system.state = 'default';
    await create().switch(true);
    expect(create().state()).toBe('on');
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [{ provide: systemNotifications, useValue: system }] });
    expect(create().state()).toBe('on');
  });

  it('stays off where the question is waved away, and says where the browser blocks it', async () => {
    system.state = 'default';
    system.answer = 'default';
    await create().switch(true);
    expect(create().state()).toBe('off');
    system.answer = 'denied';
    await create().switch(true);
    expect(create().state()).toBe('blocked');
  });

  it('is switched off without a question', async () => {
    await create().switch(true);
    await create().switch(false);
    expect(create().state()).toBe('off');
  });

  it('is not offered where the browser has nothing of the kind', () => {
    system.state = 'unsupported';
    expect(create().state()).toBe('unsupported');
  });
});
