import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideMessagesSquare, LucidePhone } from '@lucide/angular';
import { Button, EmptyState, Notice, Skeleton } from '@parlour/ui';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { ErrorWords } from '../core/i18n/error-words';
import { ChatList } from './chat-list';

/** All my direct chats, for where there is no sidebar that shows them. */
@Component({
  selector: 'parlour-chats-page',
  imports: [
    Button,
    ChatList,
    EmptyState,
    LucideMessagesSquare,
    LucidePhone,
    Notice,
    RouterLink,
    Skeleton,
    TranslocoPipe,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="page">
      <header class="top">
        <h1>{{ 'direct.chats' | transloco }}</h1>
        <a parlourButton variant="outline" routerLink="/calls">
          <svg lucidePhone [size]="18"></svg>{{ 'shell.calls' | transloco }}
        </a>
      </header>
      @let state = directChats.state();
      @switch (state.kind) {
        @case ('loading') {
          <div aria-busy="true" [attr.aria-label]="'direct.loadingChats' | transloco" role="status">
            @for (width of ['40%', '55%', '30%']; track width) {
              <div class="waiting">
                <parlour-skeleton width="36px" height="36px" [round]="true" /><parlour-skeleton
                  [width]="width"
                />
              </div>
            }
          </div>
        }
        @case ('failed') {
          <parlour-notice tone="danger">{{ errorWords.of(state.failure) }}</parlour-notice>
          <button parlourButton variant="outline" type="button" (click)="directChats.load()">
            {{ 'app.tryAgain' | transloco }}
          </button>
        }
        @case ('ready') {
          @if (directChats.chats().length > 0) {
            <parlour-chat-list class="list" />
          } @else {
            <parlour-empty-state
              class="framed"
              [title]="'direct.emptyChats.title' | transloco"
              [text]="'direct.emptyChats.text' | transloco"
            >
              <svg lucideMessagesSquare [size]="28"></svg>
              <a emptyActions parlourButton routerLink="/people" [queryParams]="{ find: '' }">
                {{ 'people.addFriend' | transloco }}
              </a>
            </parlour-empty-state>
          }
        }
      }
    </div>
  `,
  styleUrl: './chats-page.css',
})
export class ChatsPage {
  protected readonly directChats = inject(DirectChats);
  protected readonly errorWords = inject(ErrorWords);
}
