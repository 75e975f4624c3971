import { type Provider } from '@angular/core';
import { type IceServer, routes } from '@parlour/contracts';
import { FakeTrack } from '@parlour/webrtc/testing';
import { type Observable, of } from 'rxjs';
import { ApiClient } from '../../core/api/api-client';
import { ApiFailure } from '../../core/api/api-failure';
import { platform } from '../../platform/platform';
import { RingWorld } from '../../ring/testing/ring-world';
import { checkBrowser, type CheckBrowser, type CheckedConnection } from '../check-browser';
import { type MadeTrack } from '../made-media';
import { type Picture } from '../watch-picture';
import { FakeConnection, type FakeNetwork, asChecked } from './fake-connection';

export const stunServer: IceServer = { urls: ['stun:stun.example.org'] };
export const turnServer: IceServer = {
  urls: ['turn:turn.example.org'],
  username: 'name',
  credential: 'secret',
};

/** A machine on which all is well, until a test says otherwise. */
export class CheckWorld extends RingWorld {
  isSecure = true;
  hasWebRtc = true;
  hasDevices = true;
  servers: readonly IceServer[] | 'unavailable' = [stunServer, turnServer];
  levels: Observable<number> = of(0.1, 0.1, 0.1);
  pictures: Observable<Picture> = of({ frames: 10, width: 640, height: 480, brightest: 1 });
  playsSound: 'yes' | 'no' | 'never' = 'yes';
  soundsPlayed = 0;
  /** Whether the browser gives something in place of a device: at once, only when touched, or not at all. */
  makes: Record<'video' | 'audio', 'yes' | 'held back' | 'no'> = { video: 'yes', audio: 'yes' };
  /** Every track that was made in place of a device. */
  readonly made: FakeTrack[] = [];
  readonly copied: string[] = [];
  readonly connections: FakeConnection[] = [];
  readonly network: FakeNetwork = {
    candidates: ({ iceTransportPolicy }) =>
      iceTransportPolicy === 'relay'
        ? [{ candidate: 'c 198.51.100.7', type: 'relay', relayProtocol: 'udp', afterMs: 60 }]
        : [{ candidate: 'c 203.0.113.5', type: 'srflx', afterMs: 40 }],
    errors: () => [],
    completeAfterMs: 200,
    connects: 'yes',
    travelMs: 5,
    lets: { pictures: true, sound: true },
  };

  get checkProviders(): Provider[] {
    return [
      ...this.providers,
      { provide: platform, useFactory: () => this.platform() },
      { provide: checkBrowser, useFactory: () => this.browser },
      {
        provide: ApiClient,
        useValue: {
          call: async (route: unknown) => {
            if (route !== routes.iceServers || this.servers === 'unavailable') throw ApiFailure.offline();
            return { iceServers: this.servers, expiresAt: null };
          },
        },
      },
    ];
  }

  /** Connections that nobody has closed, devices whose lights are on, what was made in place of some, and timers. */
  get leftovers(): object {
    const open = this.connections.filter(({ closed }) => !closed).length;
    const made = this.made.filter(({ readyState }) => readyState === 'live').length;
    return { open, live: this.devices.live, made, timers: this.clock.pending };
  }

  /** What was sent in calls with oneself, by the names of the tracks. */
  get sent(): string[] {
    return this.connections.flatMap(({ sent }) => sent.map(({ label }) => label));
  }

  private platform(): object {
    return {
      clock: this.clock,
      mediaDevices: this.hasDevices ? this.devices : null,
      deviceList: { devices$: of([]) },
      levelMeter: () => this.levels,
      createStream: () => null,
      speakers: { canChoose: false, playTestSound: () => this.playTestSound() },
    };
  }

  get browser(): CheckBrowser {
    return {
      isSecure: this.isSecure,
      userAgent: 'Browser/1.0',
      origin: 'https://parlour.example.org',
      connect: this.hasWebRtc ? (configuration) => this.connect(configuration) : null,
      watchPicture: () => this.pictures,
      drawPicture: () => this.make('video'),
      makeTone: () => this.make('audio'),
    };
  }

  private connect(configuration: RTCConfiguration): CheckedConnection {
    const made = new FakeConnection(configuration, this.network, this.clock, this.connections);
    this.connections.push(made);
    return asChecked(made);
  }

  private make(kind: 'video' | 'audio'): MadeTrack {
    const makes = this.makes[kind];
    if (makes === 'no') throw new Error('The browser cannot');
    const track = new FakeTrack(kind, `made ${kind}`);
    this.made.push(track);
    const started = makes === 'yes' ? Promise.resolve() : new Promise<never>(() => undefined);
    return { track, started, end: () => track.stop() };
  }

  private async playTestSound(): Promise<void> {
    if (this.playsSound === 'never') await new Promise<never>(() => undefined);
    if (this.playsSound === 'no') throw new DOMException('no', 'NotAllowedError');
    this.soundsPlayed += 1;
  }
}
