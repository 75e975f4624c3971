import { type Routes } from '@angular/router';
import { signedInOnly, signedOutOnly } from './core/session/session-guards';

export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'auth.signIn.title',
    canActivate: [signedOutOnly],
    loadComponent: () => import('./auth/sign-in').then((file) => file.SignIn),
  },
  {
    path: 'sign-up',
    title: 'auth.signUp.title',
    canActivate: [signedOutOnly],
    loadComponent: () => import('./auth/sign-up').then((file) => file.SignUp),
  },
  {
    path: 'forgot-password',
    title: 'auth.forgot.title',
    loadComponent: () => import('./auth/forgot-password').then((file) => file.ForgotPassword),
  },
  {
    path: 'reset-password',
    title: 'auth.reset.title',
    loadComponent: () => import('./auth/reset-password').then((file) => file.ResetPassword),
  },
  {
    path: '',
    canActivate: [signedInOnly],
    loadComponent: () => import('./shell/shell').then((file) => file.Shell),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'home.title',
        loadComponent: () => import('./home/home').then((file) => file.Home),
      },
      { path: 'rooms', loadChildren: () => import('./rooms/rooms.routes').then((file) => file.roomsRoutes) },
      {
        path: 'people',
        title: 'people.title',
        loadComponent: () => import('./people/people-page').then((file) => file.PeoplePage),
      },
      {
        path: 'chats',
        title: 'direct.chats',
        loadComponent: () => import('./direct/chats-page').then((file) => file.ChatsPage),
      },
      {
        path: 'direct/:chatId',
        loadComponent: () => import('./direct/direct-page').then((file) => file.DirectPage),
      },
      {
        path: 'search',
        title: 'search.title',
        loadComponent: () => import('./search/search-page').then((file) => file.SearchPage),
      },
      {
        path: 'calls',
        title: 'calls.title',
        loadComponent: () => import('./calls/calls-page').then((file) => file.CallsPage),
      },
      {
        path: 'account',
        title: 'account.title',
        loadComponent: () => import('./account/account-page').then((file) => file.AccountPage),
      },
      {
        path: 'check',
        title: 'check.heading',
        loadComponent: () => import('./check/check-page').then((file) => file.CheckPage),
      },
      {
        path: '**',
        title: 'notFound.title',
        loadComponent: () => import('./shell/not-found').then((file) => file.NotFound),
      },
    ],
  },
];
