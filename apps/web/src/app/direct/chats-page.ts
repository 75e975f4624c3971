import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { LucideMessagesSquare, LucidePhone } from '@lucide/angular';
import { Button, EmptyState, Page, WaitingRows } from '@parlour/ui';
import { DirectChats } from '../core/direct-chats/direct-chats';
import { LoadFailed } from '../core/feedback/load-failed';
import { ChatList } from './chat-list';

/** All my direct chats, for where there is no sidebar that shows them. */
@Component({
  selector: 'parlour-chats-page',
  imports: [
    Button,
    ChatList,
    EmptyState,
    LoadFailed,
    LucideMessagesSquare,
    LucidePhone,
    Page,
    RouterLink,
    TranslocoPipe,
    WaitingRows,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <parlour-page [heading]="'direct.chats' | transloco">
      <a pageActions parlourButton variant="outline" routerLink="/calls">
        <svg lucidePhone [size]="18"></svg>{{ 'shell.calls' | transloco }}
      </a>
      @let state = directChats.state();
      @switch (state.kind) {
        @case ('loading') {
          <parlour-waiting-rows
            aria-busy="true"
            role="status"
            face="36px"
            [attr.aria-label]="'direct.loadingChats' | transloco"
            [widths]="['40%', '55%', '30%']"
          />
        }
        @case ('failed') {
          <parlour-load-failed [failure]="state.failure" (tryAgain)="directChats.load()" />
        }
        @case ('ready') {
          @if (directChats.chats().length > 0) {
            <parlour-chat-list class="list" />
          } @else {
            <parlour-empty-state
              framed
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
    </parlour-page>
  `,
  styleUrl: './chats-page.css',
})
export class ChatsPage {
  protected readonly directChats = inject(DirectChats);
}
