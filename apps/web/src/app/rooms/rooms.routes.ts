import { type Routes } from '@angular/router';

/** The pages under /rooms. */
export const roomsRoutes: Routes = [];
