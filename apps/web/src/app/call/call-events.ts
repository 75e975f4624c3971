import { type Observable, map, merge } from 'rxjs';
import { type Realtime } from '../core/realtime/realtime';
import { type LiveCall } from './live-call';

/** What the socket tells of one call, to be applied to it now or a little later. */
export interface CallEvent {
  readonly callId: string;
  readonly applyTo: (call: LiveCall) => void;
}

export function callEvents(realtime: Pick<Realtime, 'on'>): Observable<CallEvent> {
  return merge(
    realtime
      .on('call:participant-joined')
      .pipe(
        map((event) => ({ callId: event.callId, applyTo: (call: LiveCall) => call.handleJoined(event) })),
      ),
    realtime
      .on('call:participant-updated')
      .pipe(
        map((event) => ({ callId: event.callId, applyTo: (call: LiveCall) => call.handleUpdated(event) })),
      ),
    realtime
      .on('call:participant-left')
      .pipe(map((event) => ({ callId: event.callId, applyTo: (call: LiveCall) => call.handleLeft(event) }))),
    realtime
      .on('call:reacted')
      .pipe(
        map((event) => ({ callId: event.callId, applyTo: (call: LiveCall) => call.handleReacted(event) })),
      ),
    realtime
      .on('call:signal')
      .pipe(
        map((event) => ({ callId: event.callId, applyTo: (call: LiveCall) => call.handleSignal(event) })),
      ),
  );
}

export function replay(events: readonly CallEvent[], call: LiveCall): void {
  for (const event of events) event.applyTo(call);
}
