import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  LucideActivity,
  LucideEllipsisVertical,
  LucideHand,
  LucideLayoutGrid,
  LucideScreenShare,
  LucideScreenShareOff,
  LucideSettings2,
  LucideShieldCheck,
  LucideUserRoundPlus,
  LucideUsersRound,
} from '@lucide/angular';
import { CallButton } from '@parlour/ui';
import { AddPerson } from '../add-person';
import { CallPanels } from '../call-panels';
import { CallStore } from '../call-store';
import { CallMedia } from '../devices/call-media';
import { DeviceSettings } from '../devices/device-settings';
import { CallDetails } from '../quality/call-details';
import { LayoutMenu } from '../stage/layout-menu';

/** What one does less often in a call, and, where the bar is narrow, what has no place in it. */
@Component({
  selector: 'parlour-call-more',
  imports: [
    CallButton,
    LayoutMenu,
    LucideActivity,
    LucideEllipsisVertical,
    LucideHand,
    LucideLayoutGrid,
    LucideScreenShare,
    LucideScreenShareOff,
    LucideSettings2,
    LucideShieldCheck,
    LucideUserRoundPlus,
    LucideUsersRound,
    MatDivider,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    RouterLink,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './call-more.html',
  styleUrls: ['../menu-line.css', './call-more.css'],
})
export class CallMore {
  protected readonly calls = inject(CallStore);
  protected readonly media = inject(CallMedia);
  protected readonly panels = inject(CallPanels, { optional: true });
  protected readonly addPerson = inject(AddPerson);
  protected readonly devices = inject(DeviceSettings);
  protected readonly details = inject(CallDetails);

  /** Whether the bar has only room for what is needed all the time. */
  readonly compact = input.required<boolean>();
  /** Whether somebody can be rung into this call. */
  readonly canAdd = input.required<boolean>();

  protected readonly isHandRaised = computed(() => this.calls.call()?.isHandRaised ?? false);
  protected readonly offersPeople = computed(() => this.panels?.offered.includes('people') ?? false);
}
