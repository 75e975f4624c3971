import { Injectable, inject } from '@angular/core';
import { type Observable, distinctUntilChanged, interval, map, startWith, withLatestFrom } from 'rxjs';
import { platform } from '../platform/platform';
import { CallMedia } from './devices/call-media';
import { type LiveCall } from './live-call';
import { Speakers, levelEveryMs } from './speaking';

/** Looks again and again at how loud everybody is, and says who speaks. */
@Injectable()
export class SpeakingWatch {
  private readonly media = inject(CallMedia);
  private readonly clock = inject(platform).clock;

  /** The participants who speak, ourselves among them; at every change. */
  watch(call: LiveCall): Observable<ReadonlySet<string>> {
    const speakers = new Speakers();
    return interval(levelEveryMs).pipe(
      withLatestFrom(this.media.level$.pipe(startWith(0))),
      map(([, own]) => speakers.hear(levelsOf(call, own), this.clock.now())),
      distinctUntilChanged(sameMembers),
    );
  }
}

function levelsOf(call: LiveCall, own: number): ReadonlyMap<string, number> {
  const levels = new Map([[call.self.id, own]]);
  for (const [id, peer] of call.peers()) levels.set(id, peer.audioLevel());
  return levels;
}

const sameMembers = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((id) => b.has(id));
