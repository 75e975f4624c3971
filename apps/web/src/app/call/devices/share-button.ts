import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideScreenShare, LucideScreenShareOff } from '@lucide/angular';
import { CallButton } from '@parlour/ui';
import { CallMedia } from './call-media';

/** Shares a screen, a window or a tab, and stops it. Not there where the browser cannot: on phones. */
@Component({
  selector: 'parlour-share-button',
  imports: [CallButton, LucideScreenShare, LucideScreenShareOff, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (media.canShare) {
      @let words = isSharing() ? 'devices.share.stop' : 'devices.share.start';
      <parlour-call-button
        [look]="isSharing() ? 'active' : 'panel'"
        [label]="words | transloco"
        [hint]="words | transloco"
        (click)="toggle()"
      >
        @if (isSharing()) {
          <svg lucideScreenShareOff [size]="22"></svg>
        } @else {
          <svg lucideScreenShare [size]="22"></svg>
        }
      </parlour-call-button>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
  `,
})
export class ShareButton {
  protected readonly media = inject(CallMedia);
  protected readonly isSharing = computed(() => this.media.screen().kind === 'on');

  protected toggle(): void {
    if (this.isSharing()) this.media.stopSharing();
    else void this.media.shareScreen();
  }
}
