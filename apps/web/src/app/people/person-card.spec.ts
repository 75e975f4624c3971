import { Component } from '@angular/core';
import { type Person, type User } from '@parlour/contracts';
import { ApiFailure } from '../core/api/api-failure';
import { personOf } from '../core/testing/people';
import { anna, ben } from '../core/testing/users';
import { ParlourPerson } from './parlour-person';
import { PeopleStage } from './testing/people-stage';

let shown: User = ben;

@Component({ imports: [ParlourPerson], template: `<button [parlourPerson]="user">face</button>` })
class Face {
  protected readonly user = shown;
}

const card = () => document.querySelector<HTMLElement>('[role=dialog]');
const words = () => card()?.textContent.replace(/\s+/g, ' ').trim();

async function open(people: readonly Person[], user: User = ben) {
  shown = user;
  const stage = new PeopleStage(people);
  stage.api.answer('getProfile', () => ({
    ...personOf(ben, { relation: people[0]?.relation ?? 'none' }),
    bio: 'Baker.\nUp early.',
    createdAt: '2026-11-21T10:00:00.000Z',
  }));
  const page = await stage.render(Face);
  page.button('face').focus();
  await page.click('face');
  return { stage, page };
}

describe('the card of a person', () => {
  test('says who they are, what they tell of themselves, whether they are there, and what they are to me', async () => {
    await open([personOf(ben)]);
    expect(words()).toContain('Ben');
    expect(words()).toContain('@ben');
    expect(words()).toContain('Online');
    expect(words()).toContain('Baker.');
    expect(words()).toContain('You are friends.');
    expect(document.getElementById(card()?.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('Ben');
  });

  test('of a friend calls them', async () => {
    const { stage, page } = await open([personOf(ben)]);
    await page.click('Video call');
    expect(stage.calls).toEqual([`${ben.id} video`]);
    expect(card()).toBeNull();
  });

  test('of a stranger adds them, and follows what becomes of it', async () => {
    const { stage, page } = await open([]);
    stage.api.answer('requestFriend', () => personOf(ben, { relation: 'outgoing' }));
    await page.click('Add as a friend');
    expect(words()).toContain('No answer yet.');
    stage.realtime.push('person:changed', { person: personOf(ben) });
    await page.settle();
    expect(words()).toContain('You are friends.');
  });

  test('accepts a request', async () => {
    const { stage, page } = await open([personOf(ben, { relation: 'incoming' })]);
    stage.api.answer('acceptRequest', () => personOf(ben));
    await page.click('Accept');
    expect(words()).toContain('You are friends.');
  });

  test('blocks after a question that says what it means, and that it is silent', async () => {
    const { stage, page } = await open([personOf(ben)]);
    stage.api.answer('blockPerson', () => personOf(ben, { relation: 'blocked' }));
    await page.click('Block');
    expect(stage.questions[0]?.title).toBe('Block Ben?');
    expect(stage.questions[0]?.text).toContain('They are not told');
    expect(stage.api.asked).toContain('blockPerson ben');
  });

  test('removes nobody whom one does not mean to', async () => {
    const { stage, page } = await open([personOf(ben)]);
    stage.isSure = false;
    await page.click('Remove friend');
    expect(stage.questions).toHaveLength(1);
    expect(stage.api.asked.some((asked) => asked.startsWith('removeFriend'))).toBe(false);
  });

  test('takes the focus, and gives it back with Escape', async () => {
    const { page } = await open([personOf(ben)]);
    expect(card()?.contains(document.activeElement)).toBe(true);
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await page.settle();
    expect(card()).toBeNull();
    expect(document.activeElement).toBe(page.button('face'));
  });

  test('of a deleted account asks nobody, and offers nothing', async () => {
    const { stage } = await open([], { ...ben, displayName: '', deleted: true });
    expect(words()).toContain('Deleted user');
    expect(words()).toContain('This account was deleted.');
    expect(stage.api.asked.some((asked) => asked.startsWith('getProfile'))).toBe(false);
    expect(words()).not.toContain('Block');
  });

  test('of oneself leads to the account', async () => {
    await open([], anna);
    expect(card()?.querySelector('a')?.getAttribute('href')).toBe('/account');
    expect(words()).not.toContain('Block');
  });

  test('says when more about somebody could not be read, and still does what it can', async () => {
    shown = ben;
    const stage = new PeopleStage([personOf(ben)]);
    stage.api.answer('getProfile', () => ApiFailure.offline());
    const page = await stage.render(Face);
    await page.click('face');
    expect(words()).toContain('cannot be reached');
    expect(page.button('Video call')).toBeTruthy();
  });
});
