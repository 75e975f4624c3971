import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideMessageSquare, LucideVideo } from '@lucide/angular';
import { PaneLayout } from './pane-layout';

/** Call or chat, where there is room for one of them only. */
@Component({
  selector: 'parlour-pane-switch',
  imports: [LucideMessageSquare, LucideVideo, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="switch" role="group" [attr.aria-label]="'room.switch' | transloco">
      <button type="button" [attr.aria-pressed]="layout.callShown()" (click)="layout.show('call')">
        <svg lucideVideo [size]="18"></svg>{{ 'call.name' | transloco }}
        @if (live() > 0) {
          <span class="live tabular" aria-hidden="true">{{ live() }}</span>
          <span class="visually-hidden">{{ 'room.liveCount' | transloco: { count: live() } }}</span>
        }
      </button>
      <button
        type="button"
        [attr.aria-pressed]="layout.panelShown() === 'chat'"
        (click)="layout.show('chat')"
      >
        <svg lucideMessageSquare [size]="18"></svg>{{ 'chat.name' | transloco }}
        @if (unseen() > 0) {
          <span class="dot" aria-hidden="true"></span>
          <span class="visually-hidden">{{ 'chat.unseen' | transloco: { count: unseen() } }}</span>
        }
      </button>
    </div>
  `,
  styleUrl: './pane-switch.css',
})
export class PaneSwitch {
  protected readonly layout = inject(PaneLayout);

  /** How many are in the call. */
  readonly live = input.required<number>();
  /** How many messages came while the chat was not shown. */
  readonly unseen = input.required<number>();
}
