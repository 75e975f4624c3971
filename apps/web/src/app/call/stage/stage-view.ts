import { Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import { Preferences } from '../../core/preferences';
import { RingStore } from '../../ring/ring-store';
import { CallStore } from '../call-store';
import { CallMedia } from '../devices/call-media';
import { type Candidate, type LayoutName, type StageWish, castOf, focusOf, layoutNames } from './cast';

const preference = 'stage.layout';

/**
 * How this person looks at the call of this tab: in which layout, whom they have pinned for themselves, and so who stands
 * where. One for the whole tab: the stage, the floating tile and picture-in-picture show the same.
 */
@Injectable({ providedIn: 'root' })
export class StageView {
  private readonly calls = inject(CallStore);
  private readonly media = inject(CallMedia);
  private readonly rings = inject(RingStore);
  private readonly preferences = inject(Preferences);
  private readonly chosen = signal<LayoutName>(this.preferences.read(preference, layoutNames) ?? 'grid');
  private readonly pin = linkedSignal({ source: this.calls.call, computation: (): string | null => null });

  readonly layout = this.chosen.asReadonly();
  /** The key of the tile that is pinned, if it is there. */
  readonly pinned = computed(() => {
    const pin = this.pin();
    return this.candidates().some(({ key }) => key === pin) ? pin : null;
  });

  /** Who is rung into this call from here, and is not in it yet. */
  readonly awaited = computed(() => {
    const call = this.calls.call();
    const present = new Set(call?.others().map(({ user }) => user.id));
    return this.rings
      .outgoing()
      .filter(({ callId, callee }) => callId === call?.callId && !present.has(callee.id));
  });

  private readonly candidates = computed<readonly Candidate[]>(() => {
    const call = this.calls.call();
    if (!call) return [];
    const others = call.others();
    return [
      candidate('self', call.self.id),
      ...others.map(({ id }) => candidate('person', id)),
      ...this.awaited().map(({ id }) => candidate('awaited', id)),
      ...others.filter(({ media }) => media.screen).map(({ id }) => candidate('screen', id)),
      ...(this.media.sending().screen ? [candidate('own-screen', call.self.id)] : []),
    ];
  });
  private readonly wish = computed<StageWish>(() => ({
    layout: this.chosen(),
    pinned: this.pinned(),
    speaker: null,
  }));

  readonly cast = computed(() => castOf(this.candidates(), this.wish()));
  /** What to show where there is place for one only. */
  readonly focus = computed(() => focusOf(this.candidates(), this.wish()));

  choose(layout: LayoutName): void {
    this.chosen.set(layout);
    this.preferences.write(preference, layout);
    this.pin.set(null);
  }

  togglePin(key: string): void {
    this.pin.update((pinned) => (pinned === key ? null : key));
  }
}

/** Names a tile of the stage. */
export const keyOf = (kind: Candidate['kind'], id: string): string => `${kind}:${id}`;

const candidate = (kind: Candidate['kind'], participantId: string): Candidate => ({
  key: keyOf(kind, participantId),
  kind,
  participantId,
});
