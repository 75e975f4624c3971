import { type Rendered, render } from '../core/testing/rendered';
import { RingWorld } from '../ring/testing/ring-world';
import { nextId } from '../ring/testing/rings';
import { type Seat } from './kept-seat';
import { RejoinBar } from './rejoin-bar';
import { RejoinPanel } from './rejoin-panel';

describe('the way back into a call', () => {
  const seat: Seat = {
    userId: nextId(),
    place: { kind: 'room', roomId: nextId(), slug: 'lunch', title: 'Lunch' },
    resume: { callId: nextId(), participantId: nextId(), token: 'token' },
    devices: { microphone: false, camera: true },
  };

  for (const [name, component] of [
    ['in place of the way in', RejoinPanel],
    ['beside another page', RejoinBar],
  ] as const)
    it(`${name} is read out without its buttons, which are there all the same`, async () => {
      const page: Rendered<RejoinPanel | RejoinBar> = await render<RejoinPanel | RejoinBar>(
        component,
        new RingWorld().providers,
        { seat },
      );
      const live = page.host.querySelector('[role=status]');
      expect(live?.textContent).toContain('You were in');
      expect(live?.querySelector('button')).toBeNull();
      expect(page.button('Rejoin call').closest('[role=status]')).toBeNull();
      expect(page.button('Not now').closest('[role=status]')).toBeNull();
    });
});
