import { MatDialogRef } from '@angular/material/dialog';
import { TestBed } from '@angular/core/testing';
import { type Rendered, render } from '../../core/testing/rendered';
import { CallMedia } from './call-media';
import { DeviceSettingsDialog } from './device-settings-dialog';
import { DeviceWorld } from './testing/device-world';

describe('the choice of devices', () => {
  let world: DeviceWorld;
  let page: Rendered<DeviceSettingsDialog>;

  const open = async (): Promise<void> => {
    page = await render(DeviceSettingsDialog, [
      ...world.deviceProviders,
      { provide: MatDialogRef, useValue: { close: () => undefined } },
    ]);
    await settle();
  };
  const settle = async (): Promise<void> => {
    await world.pass();
    await page.settle();
  };
  const select = (label: string): HTMLSelectElement => {
    const found = [...page.host.querySelectorAll('select')].find(
      ({ labels }) => labels[0]?.querySelector('span')?.textContent === label,
    );
    if (!found) throw new Error(`There is no choice of ${label}`);
    return found;
  };
  const pick = async (label: string, value: string): Promise<void> => {
    const element = select(label);
    element.value = value;
    element.dispatchEvent(new Event('change'));
    await settle();
  };
  const turn = async (label: string): Promise<void> => {
    page.host.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)?.click();
    await settle();
  };

  beforeEach(() => {
    world = new DeviceWorld();
  });

  it('offers microphones, cameras and speakers, and uses at once what is chosen', async () => {
    await open();
    await pick('Microphone', 'headset');
    await pick('Speaker', 'loud');
    expect(world.devices.questions.at(-1)?.audio).toMatchObject({ deviceId: { exact: 'headset' } });
    expect(TestBed.inject(CallMedia).speakerId()).toBe('loud');
    expect(select('Microphone').value).toBe('headset');
  });

  it('goes back to what is in use where the other one cannot be used', async () => {
    await open();
    await pick('Camera', 'front');
    world.devices.unplug('back');
    await pick('Camera', 'back');
    expect(select('Camera').value).toBe('front');
  });

  it('plays a sound by the chosen speaker, and says when it cannot', async () => {
    await open();
    await pick('Speaker', 'headset');
    await page.click('Play a test sound');
    expect(world.sounds).toEqual(['headset']);
    world.soundFails = true;
    await page.click('Play a test sound');
    expect(page.text).toContain('could not be played');
  });

  it('shows how loud one is, also to oneself alone', async () => {
    await open();
    expect(page.text).toContain('the bars move when you are heard');
    await TestBed.inject(CallMedia).toggle('microphone');
    await settle();
    world.level$.next(0.5);
    await settle();
    expect(page.text).toContain('only you see these bars');
    expect(Number(page.host.querySelector('[role=meter]')?.getAttribute('aria-valuenow'))).toBeGreaterThan(
      50,
    );
  });

  it('switches what is done to the voice', async () => {
    await open();
    await turn('Echo cancellation');
    expect(world.devices.questions.at(-1)?.audio).toMatchObject({ echoCancellation: false });
  });

  it('offers to hide the address only where there is a relay', async () => {
    await open();
    expect(page.text).not.toContain('Hide my address');
    TestBed.resetTestingModule();
    world.hasRelay = true;
    await open();
    await turn('Hide my address');
    expect(TestBed.inject(CallMedia).relayOnly$.value).toBe(true);
    expect(page.text).not.toContain('no relay');
  });

  it('warns who hides their address where the relay is gone, and lets them stop it', async () => {
    localStorage.setItem('parlour.relayOnly', 'on');
    await open();
    expect(page.text).toContain('This server has no relay');
    await turn('Hide my address');
    expect(TestBed.inject(CallMedia).relayOnly$.value).toBe(false);
  });

  it('captures for itself where nobody else does, and lets the devices go with it', async () => {
    await open();
    expect(world.devices.live).toBe(2);
    page.fixture.destroy();
    expect(world.devices.live).toBe(0);
  });
});
