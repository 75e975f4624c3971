import { A11yModule } from '@angular/cdk/a11y';
import {
  type OverlayRef,
  createBlockScrollStrategy,
  createGlobalPositionStrategy,
  createOverlayRef,
} from '@angular/cdk/overlay';
import { TemplatePortal } from '@angular/cdk/portal';
import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  DestroyRef,
  Injector,
  type TemplateRef,
  ViewContainerRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideSmilePlus } from '@lucide/angular';
import { type Message } from '@parlour/contracts';
import { IconButton } from '@parlour/ui';
import { ActionIcon } from './action-icon';
import { type MessageAction, MessageCommands } from './message-commands';
import { QuickReactions } from './quick-reactions';
import { ignoreReleasedFinger } from './released-finger';

/** The same as the bar, from the lower edge of the screen: for who presses long on a message with a finger. */
@Component({
  selector: 'parlour-message-sheet',
  imports: [A11yModule, ActionIcon, IconButton, LucideSmilePlus, TranslocoPipe],
  providers: [MessageCommands],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './message-sheet.html',
  styleUrl: './message-sheet.css',
})
export class MessageSheet {
  readonly message = input.required<Message>();
  readonly closed = output();

  private readonly sheet = viewChild.required<TemplateRef<unknown>>('sheet');
  protected readonly commands = inject(MessageCommands);
  protected readonly quick = inject(QuickReactions).more;
  protected readonly canReact = computed(() => this.commands.can('react', this.message()));
  protected readonly menu = computed(() => this.commands.actionsFor(this.message()));

  constructor() {
    const injector = inject(Injector);
    const views = inject(ViewContainerRef);
    let overlay: OverlayRef | null = null;
    afterNextRender(() => {
      overlay = createOverlayRef(injector, {
        positionStrategy: createGlobalPositionStrategy(injector).bottom('0').left('0'),
        scrollStrategy: createBlockScrollStrategy(injector),
        width: '100%',
        hasBackdrop: true,
        backdropClass: 'cdk-overlay-dark-backdrop',
      });
      overlay.attach(new TemplatePortal(this.sheet(), views));
      overlay.backdropClick().subscribe(() => this.closed.emit());
    });
    const endIgnoring = ignoreReleasedFinger(inject(DOCUMENT));
    inject(DestroyRef).onDestroy(() => {
      endIgnoring();
      overlay?.dispose();
    });
  }

  protected run(action: MessageAction): void {
    this.closed.emit();
    void this.commands.run(action, this.message());
  }

  protected react(emoji: string): void {
    this.closed.emit();
    void this.commands.toggle(this.message(), emoji);
  }

  protected async pick({ currentTarget }: Event): Promise<void> {
    await this.commands.pickReaction(this.message(), currentTarget as HTMLElement);
    this.closed.emit();
  }
}
