import { type Observable, map, merge } from 'rxjs';
import { type Realtime } from '../realtime/realtime';
import { type RoomChange } from './room-changes';

/** Everything that the socket tells about the rooms one is in, and about the live ones of the lobby. */
export function roomChanges(realtime: Realtime): Observable<RoomChange> {
  return merge(
    realtime.on('room:added').pipe(map(({ room }): RoomChange => ({ kind: 'added', room }))),
    realtime.on('room:removed').pipe(map(({ roomId }): RoomChange => ({ kind: 'removed', roomId }))),
    realtime.on('room:live').pipe(map((event): RoomChange => ({ kind: 'live', ...event }))),
    realtime.on('room:member-joined').pipe(map((event): RoomChange => ({ kind: 'member-joined', ...event }))),
    realtime.on('room:member-left').pipe(map((event): RoomChange => ({ kind: 'member-left', ...event }))),
  );
}
