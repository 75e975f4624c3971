import { signal } from '@angular/core';
import { type SelfUser } from '@parlour/contracts';
import { Realtime } from '../../core/realtime/realtime';
import { Session } from '../../core/session/session';
import { FakeRealtime } from '../../core/testing/fake-realtime';
import { type Rendered, render } from '../../core/testing/rendered';
import { anna, selfOf } from '../../core/testing/users';
import { MessageText } from '../message-text';

/** What Anna sees of a text. */
export function renderText(
  text: string,
  inputs: Readonly<Record<string, unknown>> = {},
): Promise<Rendered<MessageText>> {
  return render(
    MessageText,
    [
      { provide: Realtime, useValue: new FakeRealtime() },
      { provide: Session, useValue: { user: signal<SelfUser | null>(selfOf(anna)) } },
    ],
    { text, ...inputs },
  );
}

/** The text as it stands there, with its spaces and line breaks. */
export const saidIn = ({ host }: Rendered<MessageText>): string =>
  host.querySelector('[data-message-text]')?.textContent ?? '';
