import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Switch } from '@parlour/ui';
import { CallNotices } from './call-notices';

/** Whether this browser tells of calls and messages while Parlour is hidden. The browser asks for its permission when it is switched on. */
@Component({
  selector: 'parlour-call-notices-switch',
  imports: [Switch, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (canSwitch()) {
      <parlour-switch
        [label]="'ring.notices.name' | transloco"
        [meaning]="'ring.notices.meaning' | transloco"
        [checked]="on()"
        (checkedChange)="change($event)"
      />
    } @else {
      <p class="name">{{ 'ring.notices.name' | transloco }}</p>
      <p class="why">{{ 'ring.notices.' + notices.state() | transloco }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }

    .name {
      font: var(--text-strong);
    }

    .why {
      color: var(--color-ink-muted);
      font: var(--text-secondary);
      text-wrap: pretty;
    }
  `,
})
export class CallNoticesSwitch {
  protected readonly notices = inject(CallNotices);

  protected readonly canSwitch = computed(() => ['on', 'off'].includes(this.notices.state()));
  /** What was asked for, until it is known what the browser allows. */
  protected readonly on = linkedSignal(() => this.notices.state() === 'on');

  protected async change(on: boolean): Promise<void> {
    this.on.set(on);
    await this.notices.switch(on);
    this.on.set(this.notices.state() === 'on');
  }
}
