import { ChangeDetectionStrategy, Component, inject, viewChild } from '@angular/core';
import { MatDivider } from '@angular/material/divider';
import { MatMenu, MatMenuItem } from '@angular/material/menu';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  LucideCheck,
  LucideGrid2x2,
  LucideMaximize,
  LucideMinimize,
  LucidePictureInPicture2,
  LucideRectangleHorizontal,
  LucideUserRoundSearch,
} from '@lucide/angular';
import { layoutNames } from './cast';
import { Fullscreen } from './fullscreen';
import { PictureInPicture } from './picture-in-picture';
import { StageView } from './stage-view';

/**
 * How one looks at the call: a menu without a button of its own. Beside it, `<parlour-layout-menu #layouts />`, any button
 * or menu item opens it by `[matMenuTriggerFor]="layouts.menu()"`.
 */
@Component({
  selector: 'parlour-layout-menu',
  imports: [
    LucideCheck,
    LucideGrid2x2,
    LucideMaximize,
    LucideMinimize,
    LucidePictureInPicture2,
    LucideRectangleHorizontal,
    LucideUserRoundSearch,
    MatDivider,
    MatMenu,
    MatMenuItem,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './layout-menu.html',
  styleUrls: ['../menu-line.css', './layout-menu.css'],
})
export class LayoutMenu {
  protected readonly view = inject(StageView);
  protected readonly fullscreen = inject(Fullscreen);
  protected readonly floating = inject(PictureInPicture);
  protected readonly layoutNames = layoutNames;

  readonly menu = viewChild.required(MatMenu);
}
