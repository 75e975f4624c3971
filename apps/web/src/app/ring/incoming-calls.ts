import { CdkTrapFocus, LiveAnnouncer } from '@angular/cdk/a11y';
import { BreakpointObserver } from '@angular/cdk/layout';
import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  ElementRef,
  afterRenderEffect,
  computed,
  effect,
  inject,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { TranslocoService } from '@jsverse/transloco';
import { map } from 'rxjs';
import { UserNames } from '../core/users/user-names';
import { IncomingCall } from './incoming-call';
import { RingStore } from './ring-store';

/** Below this a ring has the whole screen. */
const phoneQuery = '(max-width: 759px)';

/**
 * What rings, above everything. On a phone's width it is the whole screen, and holds the focus. Elsewhere it is a card
 * at the edge, that takes the focus from nobody who writes: the next Tab leads into it from wherever one is. In it Tab
 * goes through the answers, Enter presses the one that has the focus, and Esc declines.
 */
@Component({
  selector: 'parlour-incoming-calls',
  imports: [CdkTrapFocus, IncomingCall],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (rings.incoming().length > 0) {
      <div class="calls" [cdkTrapFocus]="isPhone()">
        @for (ring of rings.incoming(); track ring.id) {
          <parlour-incoming-call
            class="call"
            tabindex="-1"
            role="alertdialog"
            [attr.aria-modal]="isPhone() || null"
            [attr.aria-labelledby]="'ring-' + ring.id"
            [attr.aria-describedby]="'ring-about-' + ring.id"
            [ring]="ring"
            (keydown.escape)="rings.decline(ring); $event.stopPropagation()"
          />
        }
      </div>
    }
  `,
  styleUrl: './incoming-calls.css',
  host: { '(document:keydown.tab)': 'lead($event)', '(document:keydown.shift.tab)': 'lead($event)' },
})
export class IncomingCalls {
  private readonly document = inject(DOCUMENT);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly transloco = inject(TranslocoService);
  private readonly names = inject(UserNames);
  private readonly announcer = inject(LiveAnnouncer);
  protected readonly rings = inject(RingStore);

  protected readonly isPhone = toSignal(
    inject(BreakpointObserver)
      .observe(phoneQuery)
      .pipe(map(({ matches }) => matches)),
    { requireSync: true },
  );
  private readonly latestId = computed(() => this.rings.incoming().at(-1)?.id ?? null);
  /** Who had the focus, to have it again. */
  private before: Element | null = null;

  constructor() {
    effect(() => {
      if (this.latestId() !== null) untracked(() => this.announce());
    });
    afterRenderEffect(() => {
      if (this.latestId() === null) this.giveFocusBack();
      else if (this.isPhone() || !isWriting(this.document.activeElement)) this.takeFocus();
    });
  }

  /** Tab from anywhere else. */
  protected lead(event: Event): void {
    if (this.rings.incoming().length === 0 || this.holdsFocus()) return;
    event.preventDefault();
    this.takeFocus();
  }

  private announce(): void {
    const ring = this.rings.incoming().at(-1);
    if (!ring) return;
    const words = this.transloco.translate<string>(ring.video ? 'ring.said.video' : 'ring.said.voice', {
      name: this.names.of(ring.caller),
    });
    void this.announcer.announce(words, 'assertive');
  }

  private takeFocus(): void {
    if (this.holdsFocus()) return;
    this.before = this.document.activeElement;
    this.element.querySelector<HTMLElement>('.call')?.focus({ preventScroll: true });
  }

  private giveFocusBack(): void {
    const { before } = this;
    this.before = null;
    const { activeElement, body } = this.document;
    if (activeElement === body && before instanceof HTMLElement && before.isConnected)
      before.focus({ preventScroll: true });
  }

  private holdsFocus(): boolean {
    return this.element.contains(this.document.activeElement);
  }
}

const isWriting = (element: Element | null): boolean =>
  element instanceof HTMLElement && (element.isContentEditable || element.matches('input, textarea, select'));
