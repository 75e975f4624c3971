import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import {
  LucidePhone,
  LucidePhoneIncoming,
  LucidePhoneMissed,
  LucidePhoneOutgoing,
  LucideVideo,
} from '@lucide/angular';

export type CallNoteLook = 'voice' | 'video' | 'incoming' | 'outgoing' | 'missed';

/** One call in words: what became of it. */
export interface CallNoteLine {
  readonly look: CallNoteLook;
  readonly text: string;
  readonly time: { readonly iso: string; readonly label: string };
}

/** A call among the messages of two people, and the way to the next one. */
@Component({
  selector: 'parlour-call-note',
  imports: [LucidePhone, LucidePhoneIncoming, LucidePhoneMissed, LucidePhoneOutgoing, LucideVideo],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let line = note();
    <span class="icon" [attr.data-look]="line.look">
      @switch (line.look) {
        @case ('voice') {
          <svg lucidePhone [size]="16"></svg>
        }
        @case ('video') {
          <svg lucideVideo [size]="16"></svg>
        }
        @case ('incoming') {
          <svg lucidePhoneIncoming [size]="16"></svg>
        }
        @case ('outgoing') {
          <svg lucidePhoneOutgoing [size]="16"></svg>
        }
        @case ('missed') {
          <svg lucidePhoneMissed [size]="16"></svg>
        }
      }
    </span>
    <p class="text">
      {{ line.text }} <time [dateTime]="line.time.iso">{{ line.time.label }}</time>
    </p>
    @if (action(); as words) {
      <button type="button" (click)="callBack.emit()">{{ words }}</button>
    }
  `,
  styleUrl: './call-note.css',
})
export class CallNote {
  readonly note = input.required<CallNoteLine>();
  /** What the button says that calls again; null for none. */
  readonly action = input<string | null>(null);
  readonly callBack = output();
}
