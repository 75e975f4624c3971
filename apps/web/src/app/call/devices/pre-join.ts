import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { LucideSettings2 } from '@lucide/angular';
import { type Room } from '@parlour/contracts';
import { Button, LevelMeter, Notice, PlayStream } from '@parlour/ui';
import { Language } from '../../core/i18n/language';
import { Session } from '../../core/session/session';
import { UserAvatar } from '../../core/users/user-avatar';
import { UserFaces } from '../../core/users/user-faces';
import { UserNames } from '../../core/users/user-names';
import { CallMedia } from './call-media';
import { type CallPlace, isSamePlace } from '../call-place';
import { CallStore } from '../call-store';
import { DeviceButtons } from './device-buttons';
import { DevicePicker } from './device-picker';
import { DeviceSettings } from './device-settings';
import { browserFamily, troublesOf } from './media-trouble';
import { type CallEndCause, OngoingCall } from '../ongoing-call';

const namedMax = 2;

/** Before the call: oneself, as the others will see and hear one, who is inside already, and the way in. */
@Component({
  selector: 'parlour-pre-join',
  imports: [
    Button,
    DeviceButtons,
    DevicePicker,
    LevelMeter,
    LucideSettings2,
    Notice,
    PlayStream,
    RouterLink,
    TranslocoPipe,
    UserAvatar,
    UserFaces,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './pre-join.html',
  styleUrls: ['./own-media.css', './pre-join.css'],
})
export class PreJoin {
  private readonly calls = inject(CallStore);
  private readonly ongoing = inject(OngoingCall);
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly userNames = inject(UserNames);
  protected readonly media = inject(CallMedia);
  protected readonly settings = inject(DeviceSettings);
  protected readonly self = inject(Session).user;

  readonly room = input.required<Room>();
  readonly place = input.required<CallPlace & { kind: 'room' }>();

  protected readonly browser = browserFamily(navigator.userAgent);
  protected readonly level = toSignal(this.media.level$, { initialValue: 0 });
  protected readonly joining = computed(() => this.ongoing.isAt(this.place()));
  protected readonly problem = computed(() => {
    const phase = this.calls.phase();
    const ended = phase.kind === 'lobby' ? phase.ended : null;
    return ended && isSamePlace(ended.place, this.place()) ? problemKey(ended.cause) : null;
  });
  protected readonly troubles = computed(() => troublesOf(this.media.microphone(), this.media.camera()));
  /** Those who are inside, as the language lists people: the first by name, many by their number. */
  protected readonly names = computed(() => {
    const names = this.room().live.map((user) => this.userNames.of(user));
    const more = names.length - namedMax;
    const shown =
      more > 1
        ? [...names.slice(0, namedMax), this.transloco.translate<string>('call.others', { count: more })]
        : names;
    return new Intl.ListFormat(this.language.code(), { type: 'conjunction' }).format(shown);
  });
  protected join(): void {
    void this.calls.join(this.place());
  }
}

function problemKey(cause: CallEndCause): string | null {
  if (cause === 'left') return null;
  return cause === 'removed' || cause === 'replaced' || cause === 'over'
    ? `call.ended.${cause}`
    : `errors.${cause}`;
}
