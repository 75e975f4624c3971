import { Component, signal } from '@angular/core';
import { anna } from '../../core/testing/users';
import { type Rendered, render } from '../../core/testing/rendered';
import { PersonCard } from '../../people/person-card';
import { RingWorld, participantOf } from '../../ring/testing/ring-world';
import { RemoteTile } from './remote-tile';

@Component({
  selector: 'parlour-one-tile',
  imports: [RemoteTile],
  template: `<parlour-remote-tile
    [participant]="participant"
    [peer]="undefined"
    [speaking]="false"
    [avatarSize]="48"
    [decorative]="decorative()"
  />`,
})
class OneTile {
  readonly participant = participantOf(anna);
  readonly decorative = signal(false);
}

describe('the tile of another participant', () => {
  let page: Rendered<OneTile>;
  const openings: string[] = [];

  beforeEach(async () => {
    openings.length = 0;
    page = await render(OneTile, [
      ...new RingWorld().providers,
      {
        provide: PersonCard,
        useValue: { open: ({ username }: { username: string }) => openings.push(username) },
      },
    ]);
  });

  it('leads from the name to the card of the person', async () => {
    await page.click('Anna');
    expect(openings).toEqual(['anna']);
  });

  it('only says the name where it is a picture beside other words', async () => {
    page.fixture.componentInstance.decorative.set(true);
    await page.settle();
    expect(page.text).toContain('Anna');
    expect(page.host.querySelector('button')).toBeNull();
  });
});
