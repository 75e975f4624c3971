import { Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import { Preferences } from '../../core/preferences';
import { RingStore } from '../../ring/ring-store';
import { CallStore } from '../call-store';
import { CallMedia } from '../devices/call-media';
import { type LiveCall } from '../live-call';
import {
  type Candidate,
  type Cast,
  type LayoutName,
  type StageWish,
  castOf,
  focusOf,
  layoutNames,
} from './cast';

const preference = 'stage.layout';

/** Whose turn it was to speak, as the call knows it. */
interface Floor {
  readonly call: LiveCall | null;
  readonly loudest: string | null;
}

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

  /** Who is rung into this call from here, and is not in it yet. */
  readonly awaited = computed(() => {
    const call = this.calls.call();
    const present = new Set(call?.onStage().map(({ user }) => user.id));
    return this.rings
      .outgoing()
      .filter(({ callId, callee }) => callId === call?.callId && !present.has(callee.id));
  });

  private readonly candidates = computed<readonly Candidate[]>(() => {
    const call = this.calls.call();
    if (!call) return [];
    const others = call.onStage();
    return [
      candidate('self', call.self.id),
      ...others.map(({ id }) => candidate('person', id)),
      ...this.awaited().map(({ id }) => candidate('awaited', id)),
      ...others.filter(({ media }) => media.screen).map(({ id }) => candidate('screen', id)),
      ...(this.media.sending().screen ? [candidate('own-screen', call.self.id)] : []),
    ];
  });

  /** The key of the tile that is pinned, if it is there. */
  readonly pinned = computed(() => {
    const pin = this.pin();
    return this.candidates().some(({ key }) => key === pin) ? pin : null;
  });
  readonly canPin = computed(() => this.candidates().length > 1);

  /** Who spoke last among the others: nobody has to look at themselves speaking. */
  private readonly speaker = linkedSignal<Floor, string | null>({
    source: () => {
      const call = this.calls.call();
      return { call, loudest: call?.loudest() ?? null };
    },
    computation: ({ call, loudest }, before) => {
      if (loudest !== null && loudest !== call?.self.id) return loudest;
      return before && before.source.call === call ? before.value : null;
    },
  });
  private readonly wish = computed<StageWish>(() => ({
    layout: this.chosen(),
    pinned: this.pinned(),
    speaker: this.speaker(),
  }));

  readonly cast = computed(() => castOf(this.candidates(), this.wish()), { equal: isSameCast });
  /** What is featured keeps the shape of a screen. */
  readonly featuresScreens = computed(() => {
    const { featured } = this.cast();
    const kinds = this.candidates().flatMap(({ key, kind }) => (featured.includes(key) ? [kind] : []));
    return kinds.some((kind) => kind === 'screen' || kind === 'own-screen');
  });
  /** What to show where there is place for one only. */
  readonly focus = computed(() => focusOf(this.candidates(), this.wish()), {
    equal: (a, b) => a?.key === b?.key,
  });

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

/** Otherwise tiles would glide to where they are, whenever anything of anybody changes. */
const isSameCast = (a: Cast, b: Cast): boolean =>
  sameKeys(a.featured, b.featured) && sameKeys(a.aside, b.aside);

const sameKeys = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((key, index) => key === b[index]);
