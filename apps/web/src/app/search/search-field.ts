import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  linkedSignal,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideSearch, LucideX } from '@lucide/angular';
import { limits } from '@parlour/contracts';
import { Button, IconButton } from '@parlour/ui';
import { PeopleStore } from '../core/people/people-store';
import { RoomChats } from '../core/room-chats/room-chats';
import { MyRooms } from '../core/rooms/my-rooms';
import { UserNames } from '../core/users/user-names';
import { type Suggestible, type Suggestion, suggestionsFor, withSuggestion } from './suggestions';

/** The line of a search, which offers what can stand behind a colon. */
@Component({
  selector: 'parlour-search-field',
  imports: [Button, IconButton, LucideSearch, LucideX, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './search-field.html',
  styleUrl: './search-field.css',
})
export class SearchField {
  private readonly people = inject(PeopleStore);
  private readonly rooms = inject(MyRooms);
  private readonly roomChats = inject(RoomChats);
  private readonly names = inject(UserNames);
  private readonly line = viewChild.required<ElementRef<HTMLInputElement>>('line');

  readonly text = model.required<string>();
  readonly searched = output();
  /** Down from the line, where nothing is offered. */
  readonly leaveDown = output();

  protected readonly maxChars = limits.searchMaxChars;
  /** Nothing is offered before somebody writes, nor after they have waved it away. */
  protected readonly isWriting = signal(false);
  protected readonly offered = computed((): readonly Suggestion[] =>
    this.isWriting() ? suggestionsFor(this.text(), this.known()) : [],
  );
  /** -1: Enter searches. */
  protected readonly active = linkedSignal({ source: this.text, computation: () => -1 });

  private readonly known = computed((): Suggestible => {
    const rooms = this.rooms.rooms();
    return {
      people: this.people
        .friends()
        .map(({ user }) => ({ username: user.username, name: this.names.of(user) })),
      rooms: rooms.map(({ slug, title }) => ({ slug, title })),
      chats: rooms.flatMap(({ id, slug, title }) =>
        this.roomChats.ofRoom(id).map(({ name }) => ({ name, slug, room: title })),
      ),
    };
  });

  constructor() {
    afterNextRender(() => this.focus());
  }

  focus(): void {
    this.line().nativeElement.focus();
  }

  /** Puts something else into the line, as if it had been written. */
  fill(text: string): void {
    this.write(text);
    this.focus();
  }

  protected write(text: string): void {
    this.isWriting.set(true);
    this.text.set(text);
  }

  protected take(suggestion: Suggestion): void {
    this.fill(withSuggestion(this.text(), suggestion));
  }

  protected submit(): void {
    this.isWriting.set(false);
    this.searched.emit();
  }

  protected handleKey(event: KeyboardEvent): void {
    const offered = this.offered();
    if (event.key === 'ArrowDown' && offered.length === 0) {
      event.preventDefault();
      return this.leaveDown.emit();
    }
    if (offered.length === 0) return;
    const chosen = offered[this.active()];
    if (event.key === 'ArrowDown') this.active.update((index) => (index + 1) % offered.length);
    else if (event.key === 'ArrowUp')
      this.active.update((index) => (index <= 0 ? offered.length : index) - 1);
    else if (event.key === 'Escape') this.isWriting.set(false);
    else if (event.key === 'Enter' && chosen) this.take(chosen);
    else return;
    event.preventDefault();
  }
}
