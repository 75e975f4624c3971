import { CdkTrapFocus } from '@angular/cdk/a11y';
import { CdkConnectedOverlay, CdkOverlayOrigin, type ConnectedPosition } from '@angular/cdk/overlay';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideSmilePlus } from '@lucide/angular';
import { CallButton } from '@parlour/ui';
import { CallStore } from '../call-store';

/** What one wants to say in a call without a word. */
const callReactions = ['👍', '👏', '❤️', '😂', '🎉', '😮', '🤔', '👎'] as const;

/** Opens the reactions, which stay open for more of them: applause is not one clap. */
@Component({
  selector: 'parlour-reaction-button',
  imports: [CallButton, CdkConnectedOverlay, CdkOverlayOrigin, CdkTrapFocus, LucideSmilePlus, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-call-button
      cdkOverlayOrigin
      #origin="cdkOverlayOrigin"
      look="panel"
      [expanded]="isOpen()"
      [label]="'callBar.reactions' | transloco"
      [hint]="'callBar.reactions' | transloco"
      (click)="isOpen.set(!isOpen())"
    >
      <svg lucideSmilePlus [size]="22"></svg>
    </parlour-call-button>
    <ng-template
      cdkConnectedOverlay
      [cdkConnectedOverlayOrigin]="origin"
      [cdkConnectedOverlayOpen]="isOpen()"
      [cdkConnectedOverlayPositions]="positions"
      [cdkConnectedOverlayViewportMargin]="8"
      [cdkConnectedOverlayPush]="true"
      (overlayOutsideClick)="handleOutside($event, origin)"
      (detach)="isOpen.set(false)"
    >
      <div
        class="reactions"
        role="group"
        cdkTrapFocus
        cdkTrapFocusAutoCapture
        [attr.aria-label]="'callBar.reactions' | transloco"
      >
        @for (emoji of emojis; track emoji) {
          <button type="button" (click)="calls.call()?.react(emoji)">{{ emoji }}</button>
        }
      </div>
    </ng-template>
  `,
  styleUrl: './reaction-button.css',
})
export class ReactionButton {
  protected readonly calls = inject(CallStore);
  protected readonly emojis = callReactions;
  protected readonly isOpen = signal(false);
  protected readonly positions: ConnectedPosition[] = [
    { originX: 'center', originY: 'top', overlayX: 'center', overlayY: 'bottom', offsetY: -8 },
  ];

  /** The button closes by itself. */
  protected handleOutside({ target }: Event, { elementRef }: CdkOverlayOrigin): void {
    const button = elementRef.nativeElement as HTMLElement;
    if (!(target instanceof Node && button.contains(target))) this.isOpen.set(false);
  }
}
