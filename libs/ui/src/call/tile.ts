import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { LucideHand, LucideMicOff, LucideVideoOff } from '@lucide/angular';
import { Picture } from './picture';

/** The words of a tile: what its marks mean to those who listen. */
export interface TileWords {
  readonly muted: string;
  readonly cameraOff: string;
  readonly hand: string;
}

/**
 * One participant on the stage: picture or face (its content), name (plain, or what is given as `tileName`), how it stands
 * with them (`tileMark` stands beside the name), and what can be done: `tileAction` always, `tileControl` (a
 * `parlour-tile-button`) when one points at it or comes by the keyboard. It is silent: sound goes on when a tile goes.
 */
@Component({
  selector: 'parlour-tile',
  imports: [LucideHand, LucideMicOff, LucideVideoOff, Picture],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './tile.html',
  styleUrls: ['./tile-frame.css', './tile.css'],
  host: {
    role: 'group',
    '[attr.aria-label]': 'name()',
    '[attr.data-participant-id]': 'participantId()',
    '[attr.data-username]': 'username()',
    '[attr.data-microphone]': 'microphone()',
    '[attr.data-camera]': 'camera()',
    '[attr.data-speaking]': 'speaking()',
    '[attr.data-awaited]': 'awaited() || null',
  },
})
export class Tile {
  readonly participantId = input.required<string>();
  readonly username = input.required<string>();
  /** The name as it is shown: one's own tile may say "You". */
  readonly name = input.required<string>();
  readonly picture = input<MediaStream | null>(null);
  readonly microphone = input.required<boolean>();
  readonly camera = input.required<boolean>();
  readonly speaking = input(false);
  readonly mirrored = input(false);
  /** "Connecting…", "Reconnecting…"; null when all is well. The picture then stands still, and looks so. */
  readonly condition = input<string | null>(null);
  /** Which in turn this raised hand is; null: it is down. */
  readonly hand = input<number | null>(null);
  readonly words = input.required<TileWords>();
  /** Not here yet: there is nothing to say of their devices. */
  readonly awaited = input(false);
}
