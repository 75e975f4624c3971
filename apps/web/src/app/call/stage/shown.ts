import { Directive, ElementRef, effect, inject, input, untracked } from '@angular/core';
import { platform } from '../../platform/platform';
import { ShownTiles } from './shown-tiles';
import { type Sight } from './shown-views';

/** Reports what this tile shows of whom, for as long as it is on a page. */
@Directive({ selector: '[parlourShown]' })
export class Shown {
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly tiles = inject(ShownTiles);
  private readonly sightOf = inject(platform).sightOf;

  readonly what = input.required<Omit<Sight, 'height'>>({ alias: 'parlourShown' });

  constructor() {
    effect((onCleanup) => {
      const what = this.what();
      const following = untracked(() =>
        this.sightOf(this.element).subscribe((height) => this.tiles.report(this, { ...what, height })),
      );
      onCleanup(() => {
        following.unsubscribe();
        this.tiles.forget(this);
      });
    });
  }
}
