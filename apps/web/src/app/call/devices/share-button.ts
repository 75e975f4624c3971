import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
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
      @let words = media.isSharing() ? 'devices.share.stop' : 'devices.share.start';
      <parlour-call-button
        [look]="media.isSharing() ? 'active' : 'panel'"
        [label]="words | transloco"
        [hint]="words | transloco"
        (click)="media.toggleSharing()"
      >
        @if (media.isSharing()) {
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
}
