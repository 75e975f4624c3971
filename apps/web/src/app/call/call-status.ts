import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { isFirst } from '../ring/ring-state';
import { RingStore } from '../ring/ring-store';
import { callSeconds, clockWords } from './call-clock';
import { CallStore } from './call-store';

/** How far a call has come: ringing, connecting, or for how long it has been going on. */
@Component({
  selector: 'parlour-call-status',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @switch (state()) {
      @case ('talking') {
        <span role="timer" class="tabular">{{ time() }}</span>
      }
      @default {
        <span role="status">{{ 'ring.state.' + state() | transloco }}</span>
      }
    }
  `,
  host: { '[attr.data-state]': 'state()' },
})
export class CallStatus {
  private readonly calls = inject(CallStore);
  private readonly rings = inject(RingStore);
  private readonly seconds = callSeconds();

  protected readonly state = computed(() => {
    if (this.seconds() !== null) return 'talking';
    const call = this.calls.call();
    if (!call) return this.rings.dialling() ? 'calling' : 'connecting';
    const rings = this.rings.outgoing().some((ring) => ring.callId === call.callId && isFirst(ring));
    return rings && call.others().length === 0 ? 'ringing' : 'connecting';
  });
  protected readonly time = computed(() => clockWords(this.seconds() ?? 0));
}
