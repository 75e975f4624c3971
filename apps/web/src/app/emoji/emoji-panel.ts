import { A11yModule } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Emoji } from './emoji-data';
import { findEmoji } from './emoji-search';
import { EmojiStore } from './emoji-store';
import { RecentEmoji } from './recent-emoji';

/** As emojibase counts them, each with an emoji that stands for it. `null`: those that were used last. */
const groups = [
  { group: null, key: 'recent', sign: '🕘' },
  { group: 0, key: 'smileys', sign: '😀' },
  { group: 1, key: 'people', sign: '👋' },
  { group: 3, key: 'nature', sign: '🌱' },
  { group: 4, key: 'food', sign: '🍎' },
  { group: 5, key: 'travel', sign: '🚀' },
  { group: 6, key: 'activities', sign: '🎉' },
  { group: 7, key: 'objects', sign: '💡' },
  { group: 8, key: 'symbols', sign: '❤️' },
  { group: 9, key: 'flags', sign: '🏁' },
] as const;
/** As the grid is drawn: Up and Down go by so many. */
const columns = 8;
const foundMax = 96;

/** All emoji: by group, or by what one is looking for. In the grid the arrows lead from one to the next. */
@Component({
  selector: 'parlour-emoji-panel',
  imports: [A11yModule, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './emoji-panel.html',
  styleUrl: './emoji-panel.css',
  host: { '[class.sheet]': 'sheet()' },
})
export class EmojiPanel {
  /** At the lower edge of a phone. */
  readonly sheet = input(false);
  readonly chosen = output<string>();
  readonly closed = output();

  private readonly recent = inject(RecentEmoji);
  private readonly all = signal<readonly Emoji[] | null>(null);
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  private readonly search = viewChild.required<ElementRef<HTMLElement>>('search');
  private readonly grid = viewChild<ElementRef<HTMLElement>>('grid');

  protected readonly query = signal('');
  protected readonly group = signal<number | null>(this.recent.emoji().length > 0 ? null : 0);
  protected readonly loading = computed(() => this.all() === null);
  protected readonly groups = computed(() =>
    groups.filter(({ group }) => group !== null || this.recent.emoji().length > 0),
  );
  protected readonly groupKey = computed(() => groups.find(({ group }) => group === this.group())?.key);

  protected readonly shown = computed((): readonly Emoji[] => {
    const all = this.all() ?? [];
    if (this.query().trim()) return findEmoji(all, this.query(), foundMax);
    const group = this.group();
    if (group !== null) return all.filter((emoji) => emoji.group === group);
    const byUnicode = new Map(all.map((emoji) => [emoji.unicode, emoji]));
    return this.recent.emoji().flatMap((unicode) => byUnicode.get(unicode) ?? []);
  });

  constructor() {
    // On a phone the keyboard would come over the emoji.
    afterNextRender(() =>
      (this.sheet() ? this.panel() : this.search()).nativeElement.focus({ preventScroll: true }),
    );
    void inject(EmojiStore)
      .all()
      .then((all) => this.all.set(all));
  }

  protected open(group: number | null): void {
    this.query.set('');
    this.group.set(group);
    const grid = this.grid()?.nativeElement;
    if (grid) grid.scrollTop = 0;
  }

  protected chooseFirst(event: Event): void {
    event.preventDefault();
    const [first] = this.shown();
    if (first && this.query().trim()) this.chosen.emit(first.unicode);
  }

  protected enterGrid(event: Event): void {
    event.preventDefault();
    this.cells()[0]?.focus();
  }

  protected move(event: KeyboardEvent): void {
    const cells = this.cells();
    const at = cells.indexOf(event.target as HTMLElement);
    const to = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at - columns,
      ArrowDown: at + columns,
      Home: 0,
      End: cells.length - 1,
    }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    cells[to]?.focus();
  }

  private cells(): readonly HTMLElement[] {
    return [...(this.grid()?.nativeElement.querySelectorAll<HTMLElement>('button') ?? [])];
  }
}
