import { Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';

/** The title of the tab: that of the page, behind the number of what is unread anywhere: `(3) Anna · Parlour`. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends Title {
  private page = super.getTitle();
  private unread = 0;

  /** Without the number. */
  override getTitle(): string {
    return this.page;
  }

  override setTitle(title: string): void {
    this.page = title;
    this.show();
  }

  setUnread(unread: number): void {
    this.unread = unread;
    this.show();
  }

  private show(): void {
    super.setTitle(this.unread > 0 ? `(${this.unread}) ${this.page}` : this.page);
  }
}
