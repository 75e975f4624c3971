import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Avatar } from './avatar';

export interface Face {
  readonly id: string;
  readonly name: string;
  /** Where their picture is; null for initials. */
  readonly picture: string | null;
}

/** A few small faces that overlap, and a count of those who do not fit. */
@Component({
  selector: 'parlour-faces',
  imports: [Avatar],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (person of shown(); track person.id) {
      <parlour-avatar
        [userId]="person.id"
        [name]="person.name"
        [picture]="person.picture"
        [size]="size()"
        [hoverName]="true"
      />
    }
    @if (more() > 0) {
      <span class="more" aria-hidden="true">+{{ more() }}</span>
    }
    <span class="visually-hidden">{{ label() }}</span>
  `,
  styleUrl: './faces.css',
  host: { '[style.--avatar-size.px]': 'size()' },
})
export class Faces {
  readonly people = input.required<readonly Face[]>();
  /** What a listener hears: who is there, in words. */
  readonly label = input.required<string>();
  readonly max = input(4);
  readonly size = input(20);

  protected readonly shown = computed(() => {
    const people = this.people();
    return people.length <= this.max() ? people : people.slice(0, this.max() - 1);
  });
  protected readonly more = computed(() => this.people().length - this.shown().length);
}
