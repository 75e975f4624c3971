import {
  DOCUMENT,
  type EffectRef,
  Injectable,
  Injector,
  type Signal,
  computed,
  effect,
  inject,
  signal,
} from '@angular/core';
import { type RemotePeer } from '@parlour/webrtc';
import { platform } from '../../platform/platform';
import { CallStore } from '../call-store';
import { peerSignal } from './peer-signal';
import { ShownTiles } from './shown-tiles';
import { type SmallWindow } from './small-window';
import { StageView } from './stage-view';

/** A small window with one picture: of who speaks, or what they share. It follows them from one to the next. */
@Injectable({ providedIn: 'root' })
export class PictureWindow {
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly platform = inject(platform);
  private readonly calls = inject(CallStore);
  private readonly view = inject(StageView);
  private readonly tiles = inject(ShownTiles);

  private readonly peer = computed<RemotePeer | undefined>(() => {
    const focus = this.view.focus();
    return focus ? this.calls.call()?.peers().get(focus.participantId) : undefined;
  });
  private readonly face = peerSignal<MediaStreamTrack | null>(this.peer, ({ video$ }) => video$, null);
  private readonly screen = peerSignal<MediaStreamTrack | null>(this.peer, ({ screen$ }) => screen$, null);
  private readonly stream = computed(() => {
    const track = this.view.focus()?.kind === 'screen' ? this.screen() : this.face();
    return track && this.platform.createStream([track]);
  });

  /** `closed`: by the person, or by the browser. */
  async open(closed: () => void): Promise<SmallWindow> {
    if (!this.stream()) throw new Error('There is no picture to show.');
    const video = this.createVideo();
    const height = signal(0);
    const following = [this.followStream(video), this.reportSight(video, height)];
    const end = (): void => {
      for (const one of following) one.destroy();
      video.srcObject = null;
    };
    try {
      await video.play(); // it must know its size first
      const window = await video.requestPictureInPicture();
      height.set(window.height);
      window.addEventListener('resize', () => height.set(window.height));
    } catch (error) {
      end();
      throw error;
    }
    video.addEventListener('leavepictureinpicture', () => {
      end();
      closed();
    });
    return { close: () => void this.document.exitPictureInPicture().catch(() => undefined) };
  }

  private createVideo(): HTMLVideoElement {
    const video = this.document.createElement('video');
    video.muted = true;
    video.autoplay = true;
    video.playsInline = true;
    video.srcObject = this.stream();
    return video;
  }

  private followStream(video: HTMLVideoElement): EffectRef {
    return effect(
      () => {
        const stream = this.stream();
        if (stream && stream !== video.srcObject) video.srcObject = stream;
      },
      { injector: this.injector },
    );
  }

  /** `height`: of the window, in CSS pixels. */
  private reportSight(video: HTMLVideoElement, height: Signal<number>): EffectRef {
    return effect(
      (onCleanup) => {
        const focus = this.view.focus();
        const pixels = height() * (this.document.defaultView?.devicePixelRatio ?? 1);
        if (!focus || pixels === 0) return;
        const slot = focus.kind === 'screen' ? 'screen' : 'camera';
        this.tiles.report(video, { participantId: focus.participantId, slot, height: pixels });
        onCleanup(() => this.tiles.forget(video));
      },
      { injector: this.injector },
    );
  }
}
