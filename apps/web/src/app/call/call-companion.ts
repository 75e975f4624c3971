import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type CaptureFailure, type CaptureState } from '@parlour/webrtc';
import { type Observable, filter, map, merge, pairwise } from 'rxjs';
import { Notices } from '../core/notices/notices';
import { CallAnnouncer } from './call-announcer';
import { CallMedia } from './devices/call-media';
import { CallSound } from './stage/call-sound';
import { CallReturn } from './call-return';
import { CallStore } from './call-store';
import { FloatingCall } from './stage/floating-call';
import { OngoingCall } from './ongoing-call';

/** What goes with the call wherever one reads: its sound, its news, and its tile while another page is shown. */
@Component({
  selector: 'parlour-call-companion',
  imports: [CallSound, FloatingCall],
  providers: [CallAnnouncer],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-call-sound />
    @if (ongoing.isElsewhere() && calls.call()) {
      <parlour-floating-call />
    }
  `,
})
export class CallCompanion {
  protected readonly ongoing = inject(OngoingCall);
  protected readonly calls = inject(CallStore);

  constructor() {
    inject(CallAnnouncer);
    inject(CallReturn);
    const media = inject(CallMedia);
    const notices = inject(Notices);
    // Before the call the page itself says what is wrong; here there is no place for more than a word.
    merge(
      failuresOf(media.microphone$).pipe(map((reason) => `call.trouble.microphone.${reason}`)),
      failuresOf(media.camera$).pipe(map((reason) => `call.trouble.camera.${reason}`)),
    )
      .pipe(
        filter(() => this.calls.call() !== null),
        takeUntilDestroyed(),
      )
      .subscribe((words) => notices.say(words));
    // The page of the call says it for as long as it is so; elsewhere a word has to do.
    media.withheld$
      .pipe(
        filter((device) => device !== null && this.calls.call() !== null && this.ongoing.isElsewhere()),
        takeUntilDestroyed(),
      )
      .subscribe((device) => notices.say(`devices.withheld.${device}.what`));
  }
}

/** A device that stops working, or does not start: not one that had failed before. */
function failuresOf(device$: Observable<CaptureState>): Observable<CaptureFailure> {
  return device$.pipe(
    pairwise(),
    map(([, now]) => (now.kind === 'failed' ? now.reason : null)),
    filter((reason) => reason !== null),
  );
}
