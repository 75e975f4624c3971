import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideMessageSquare, LucidePhoneOff, LucideUsersRound } from '@lucide/angular';
import { CallButton } from '@parlour/ui';
import { ChatStore } from '../chat/chat-store';
import { RoomLayout } from '../rooms/room-layout';
import { CallStore } from './call-store';
import { DeviceButtons } from './device-buttons';

/** What one does in a call, its state visible at a glance. */
@Component({
  selector: 'parlour-call-bar',
  imports: [CallButton, DeviceButtons, LucideMessageSquare, LucidePhoneOff, LucideUsersRound, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="bar" role="group" [attr.aria-label]="'call.controls' | transloco">
      <parlour-device-buttons />
      <parlour-call-button
        look="panel"
        [label]="'chat.name' | transloco"
        [hint]="'chat.name' | transloco"
        [pressed]="layout.panelShown() === 'chat'"
        (click)="layout.toggle('chat')"
      >
        <svg lucideMessageSquare [size]="22"></svg>
        @if (chat.unseen() > 0) {
          <span class="dot" aria-hidden="true"></span>
          <span class="visually-hidden">{{ 'chat.unseen' | transloco: { count: chat.unseen() } }}</span>
        }
      </parlour-call-button>
      <parlour-call-button
        look="panel"
        [label]="'room.people' | transloco"
        [hint]="'room.people' | transloco"
        [pressed]="layout.panelShown() === 'people'"
        (click)="layout.toggle('people')"
      >
        <svg lucideUsersRound [size]="22"></svg>
      </parlour-call-button>
      <parlour-call-button
        look="leave"
        [label]="'call.leave' | transloco"
        [hint]="'call.leave' | transloco"
        (click)="calls.leave()"
      >
        <svg lucidePhoneOff [size]="22"></svg>
      </parlour-call-button>
    </div>
  `,
  styleUrl: './call-bar.css',
})
export class CallBar {
  protected readonly calls = inject(CallStore);
  protected readonly chat = inject(ChatStore);
  protected readonly layout = inject(RoomLayout);
}
