import { type Provider } from '@angular/core';
import { ChatHistory } from './chat-history';
import { ChatStore } from './chat-store';
import { ChatWriting } from './chat-writing';
import { PendingChanges } from './pending-changes';
import { Reading } from './reading';
import { SeenMarks } from './seen-marks';
import { Typing } from './typing';

/** For a page that shows a chat: its store, and what that is made of. */
export const chatProviders: readonly Provider[] = [
  ChatStore,
  ChatHistory,
  ChatWriting,
  PendingChanges,
  Reading,
  SeenMarks,
  Typing,
];
