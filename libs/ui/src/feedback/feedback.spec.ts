import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { EmptyState } from './empty-state';
import { Notice } from './notice';
import { Progress } from './progress';
import { Skeleton } from './skeleton';
import { StatusBar } from './status-bar';

@Component({
  imports: [EmptyState, Notice, Progress, Skeleton, StatusBar],
  template: `
    <parlour-empty-state title="A quiet house" text="Create a room.">
      <button emptyActions>Create</button>
    </parlour-empty-state>
    <parlour-empty-state announced class="came" title="You were here"
      ><button emptyActions>Back</button></parlour-empty-state
    >
    <parlour-notice tone="danger">It failed</parlour-notice>
    <parlour-notice>By the way</parlour-notice>
    <parlour-status-bar>Reconnecting…</parlour-status-bar>
    <parlour-skeleton width="40%" />
    <parlour-progress [share]="0.416" label="Uploading" />
  `,
})
class Host {}

describe('what tells people how it stands', () => {
  const render = async (): Promise<HTMLElement> => {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    return fixture.nativeElement as HTMLElement;
  };

  test('an empty state says what to do next, and offers it', async () => {
    const empty = (await render()).querySelector('parlour-empty-state');
    expect(empty?.querySelector('.title')?.textContent).toBe('A quiet house');
    expect(empty?.querySelector('.text')?.textContent).toBe('Create a room.');
    expect(empty?.querySelector('.actions button')?.textContent).toBe('Create');
  });

  test('an empty state that came by itself is read out: its words, and no button', async () => {
    const host = await render();
    expect(host.querySelector('parlour-empty-state:not(.came) [role=status]')).toBeNull();
    const came = host.querySelector('parlour-empty-state.came');
    expect(came?.closest('[role=status]')).toBeNull();
    expect(came?.querySelector('[role=status]')?.textContent.trim()).toBe('You were here');
    expect(came?.querySelector('button')?.textContent).toBe('Back');
  });

  test('trouble interrupts those who listen, and news wait for a pause', async () => {
    const notices = [...(await render()).querySelectorAll('parlour-notice')];
    expect(notices.map((notice) => notice.getAttribute('role'))).toEqual(['alert', 'status']);
  });

  test('the connection bar is a status', async () => {
    const bar = (await render()).querySelector('parlour-status-bar');
    expect(bar?.getAttribute('role')).toBe('status');
    expect(bar?.textContent).toBe('Reconnecting…');
  });

  test('progress says what it is about, and how far it is', async () => {
    const progress = (await render()).querySelector('parlour-progress');
    expect(progress?.querySelector('progress')?.value).toBe(0.416);
    expect(progress?.querySelector('progress')?.getAttribute('aria-label')).toBe('Uploading');
    expect(progress?.textContent).toContain('42 %');
  });

  test('a skeleton is silent and as wide as what it stands for', async () => {
    const skeleton = (await render()).querySelector<HTMLElement>('parlour-skeleton');
    expect(skeleton?.getAttribute('aria-hidden')).toBe('true');
    expect(skeleton?.style.width).toBe('40%');
  });
});
