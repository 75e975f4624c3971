import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type DirectChat } from '@parlour/contracts';
import { CallBar } from '../call/bar/call-bar';
import { CallMedia } from '../call/devices/call-media';
import { CallStage } from '../call/stage/call-stage';
import { stagedCall } from '../call/stage/staged-call';
import { CallStatus } from '../call/call-status';
import { CallStore } from '../call/call-store';
import { browserFamily, troublesOf } from '../call/devices/media-trouble';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName } from '../core/users/user-names';

/** The call of two people, and of those whom they add: from ringing to the end on one stage. */
@Component({
  selector: 'parlour-direct-call-view',
  imports: [CallBar, CallStage, CallStatus, TranslocoPipe, UserAvatar, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="head">
      <parlour-call-status />
      @for (trouble of troubles(); track trouble.device) {
        <p class="trouble" role="status">
          {{ 'call.trouble.' + trouble.device + '.' + trouble.reason | transloco }}
          {{ 'call.mend.' + (trouble.reason === 'denied' ? browser : trouble.reason) | transloco }}
        </p>
      }
    </div>
    @if (call(); as live) {
      <parlour-call-stage class="stage" [call]="live" />
    } @else {
      <div class="waiting">
        <parlour-user-avatar [user]="chat().user" [size]="96" />
        <p>{{ chat().user | userName }}</p>
      </div>
      <parlour-call-bar />
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
      min-height: 0;
      background: var(--color-stage);
      color: var(--color-on-stage);
    }

    .head {
      display: grid;
      gap: var(--space-1);
      justify-items: center;
      padding: var(--space-2) var(--space-4) 0;
      font: var(--text-label);
      text-align: center;
      text-wrap: pretty;
    }

    .trouble {
      max-width: 60ch;
      color: var(--color-on-stage-muted);
      font: var(--text-secondary);
    }

    .waiting {
      display: grid;
      gap: var(--space-3);
      place-content: center;
      justify-items: center;
      min-height: 0;
      font: var(--text-heading);
    }
  `,
})
export class DirectCallView {
  private readonly calls = inject(CallStore);
  private readonly media = inject(CallMedia);

  readonly chat = input.required<DirectChat>();

  protected readonly call = stagedCall(this.calls.call);
  protected readonly browser = browserFamily(navigator.userAgent);
  protected readonly troubles = computed(() => troublesOf(this.media.microphone(), this.media.camera()));
}
