import { type Routes } from '@angular/router';

/** The pages under /rooms. */
export const roomsRoutes: Routes = [
  { path: ':slug', loadComponent: () => import('./room-page').then((file) => file.RoomPage) },
];
