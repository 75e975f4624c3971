import { type EnvironmentProviders, type Provider, type Type, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type DirectChat, type Person, type SelfUser } from '@parlour/contracts';
import { ApiClient } from '../../core/api/api-client';
import { type Question, Confirm } from '../../core/confirm/confirm-dialog';
import { Realtime } from '../../core/realtime/realtime';
import { Session } from '../../core/session/session';
import { FakeRealtime } from '../../core/testing/fake-realtime';
import { FakeApi } from '../../core/testing/people';
import { render } from '../../core/testing/rendered';
import { anna, selfOf } from '../../core/testing/users';
import { Calling } from '../../ring/calling';

/** The house as Anna sees it: who is something to her, her chats, and what she does about them. */
export class PeopleStage {
  readonly api = new FakeApi();
  readonly realtime = new FakeRealtime();
  /** `ben video`: whom she called. */
  readonly calls: string[] = [];
  readonly questions: Question[] = [];
  /** What she answers to every question. */
  isSure = true;

  constructor(people: readonly Person[], chats: readonly DirectChat[] = []) {
    this.api.answer('listFriends', () => ({ people }));
    this.api.answer('listDirectChats', () => ({ chats }));
    this.api.answer('listRoomChats', () => ({ chats: [] }));
    this.realtime.answer('presence:activity', () => ({}));
    this.realtime.answer('chat:read', () => ({}));
  }

  async render<T>(
    component: Type<T>,
    more: readonly (Provider | EnvironmentProviders)[] = [],
    inputs: Readonly<Record<string, unknown>> = {},
  ) {
    const providers = [
      { provide: ApiClient, useValue: this.api },
      { provide: Realtime, useValue: this.realtime },
      { provide: Session, useValue: { user: signal<SelfUser | null>(selfOf(anna)) } },
      { provide: Calling, useValue: this.calling() },
      { provide: Confirm, useValue: { ask: (question: Question) => this.answer(question) } },
      ...more,
    ];
    const rendered = await render(component, providers, inputs);
    TestBed.tick();
    await rendered.settle();
    return rendered;
  }

  private calling(): Pick<Calling, 'canCall' | 'call'> {
    return {
      canCall: signal(true),
      call: async ({ userId }, { video }) => {
        this.calls.push(`${userId} ${video ? 'video' : 'voice'}`);
      },
    };
  }

  private async answer(question: Question): Promise<boolean> {
    this.questions.push(question);
    return this.isSure;
  }
}
