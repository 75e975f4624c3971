import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import {
  LucideCopy,
  LucideHistory,
  LucideLink,
  LucideMailOpen,
  LucidePencil,
  LucideReply,
  LucideSmile,
  LucideTrash2,
} from '@lucide/angular';
import { type MessageAction } from './message-commands';

@Component({
  selector: 'parlour-action-icon',
  imports: [
    LucideCopy,
    LucideHistory,
    LucideLink,
    LucideMailOpen,
    LucidePencil,
    LucideReply,
    LucideSmile,
    LucideTrash2,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @switch (action()) {
      @case ('reply') {
        <svg lucideReply [size]="18"></svg>
      }
      @case ('edit') {
        <svg lucidePencil [size]="18"></svg>
      }
      @case ('copyText') {
        <svg lucideCopy [size]="18"></svg>
      }
      @case ('copyLink') {
        <svg lucideLink [size]="18"></svg>
      }
      @case ('unreadFrom') {
        <svg lucideMailOpen [size]="18"></svg>
      }
      @case ('whoReacted') {
        <svg lucideSmile [size]="18"></svg>
      }
      @case ('versions') {
        <svg lucideHistory [size]="18"></svg>
      }
      @case ('delete') {
        <svg lucideTrash2 [size]="18"></svg>
      }
    }
  `,
  styles: ':host { display: inline-flex; flex: none; }',
})
export class ActionIcon {
  readonly action = input.required<MessageAction>();
}
