import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucidePhone, LucidePhoneOff, LucideVideo } from '@lucide/angular';
import { type Ring } from '@parlour/contracts';
import { OngoingCall } from '../call/ongoing-call';
import { Language } from '../core/i18n/language';
import { Realtime } from '../core/realtime/realtime';
import { UserAvatar } from '../core/users/user-avatar';
import { UserName, UserNames } from '../core/users/user-names';
import { RingStore } from './ring-store';

/** One who calls: who it is, who is in the call already, and the three answers. */
@Component({
  selector: 'parlour-incoming-call',
  imports: [LucidePhone, LucidePhoneOff, LucideVideo, TranslocoPipe, UserAvatar, UserName],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './incoming-call.html',
  styleUrl: './incoming-call.css',
})
export class IncomingCall {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly names = inject(UserNames);
  private readonly realtime = inject(Realtime);
  private readonly ongoing = inject(OngoingCall);
  protected readonly rings = inject(RingStore);

  readonly ring = input.required<Ring>();

  /** What they asked for comes first. */
  protected readonly ways = computed(() => (this.ring().video ? [true, false] : [false, true]));
  /** Without a connection nothing can be said to the server. */
  protected readonly isAway = computed(() => this.realtime.state() !== 'online');
  protected readonly about = computed(() => {
    this.transloco.activeLang();
    const { others, video } = this.ring();
    if (others.length === 0)
      return this.transloco.translate<string>(video ? 'ring.videoCall' : 'ring.voiceCall');
    const names = new Intl.ListFormat(this.language.code(), { type: 'conjunction' }).format(
      others.map((user) => this.names.of(user)),
    );
    return this.transloco.translate<string>('ring.inside', { names });
  });
  /** Answering leads out of the call that this tab is in. */
  protected readonly endsAnother = computed(() => this.ongoing.place() !== null);
}
