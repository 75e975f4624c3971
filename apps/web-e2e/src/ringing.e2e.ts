import { expect, test } from '@playwright/test';
import { Clicks } from './support/clicks';
import { expectFlowBetween } from './support/flow';
import { inboundFrom, openPeerConnections } from './support/media';
import { Noticed } from './support/noticed';
import { part, Person, twoFriends } from './support/person';

test.describe('calls between two people', () => {
  test('two new people are in their first call after at most 12 clicks, and a second device falls silent', async ({
    browser,
  }) => {
    const anna = await Person.arrive(browser, 'anna');
    const ben = await Person.arrive(browser, 'ben');
    const clicks = new Clicks();
    for (const person of [anna, ben]) await clicks.follow(person.context);

    await test.step('they sign up and become friends', async () => {
      for (const person of [anna, ben]) await person.signUp();
      await anna.befriend(ben);
    });
    const benAtHome = await Person.arriveAs(browser, ben.username);
    await benAtHome.signIn();

    await test.step('one calls, and both browsers of the other ring', async () => {
      await anna.callButton(ben).click();
      await expect(anna.page.getByRole('status').filter({ hasText: 'Ringing…' })).toBeVisible();
      for (const device of [ben, benAtHome]) await expect(device.ringOf(anna)).toBeVisible();
    });

    await test.step('one answers, the other falls silent within a second', async () => {
      await ben.answer(anna);
      await expect(benAtHome.ringOf(anna)).toHaveCount(0, { timeout: 1_000 });
      await expect(ben.ringOf(anna)).toHaveCount(0);
    });

    await test.step('frames are decoded and sound is heard both ways', () => expectFlowBetween(anna, ben));
    expect(clicks.count, 'clicks of both, from the empty browser to the connected call').toBeLessThanOrEqual(
      12,
    );
    expect(clicks.count).toBeGreaterThan(4); // the counting counts
    test.info().annotations.push({ type: 'clicks', description: String(clicks.count) });
    expect(await openPeerConnections(benAtHome.page)).toBe(0);

    await test.step('one hangs up, and it is over for both', async () => {
      await anna.leaveCallButton.click();
      for (const person of [anna, ben]) {
        await expect(person.leaveCallButton).toHaveCount(0);
        await expect.poll(() => openPeerConnections(person.page)).toBe(0);
      }
    });

    await test.step('both logs tell of it', async () => {
      for (const [person, direction] of [
        [anna, 'You called'],
        [ben, 'Called you'],
      ] as const) {
        await person.openCallLog();
        await expect(person.callLog).toHaveCount(1);
        await expect(person.callLog.first()).toContainText(direction);
      }
    });
    await part(anna, ben, benAtHome);
  });

  test('a ring survives a reload of the callee, and ends when it is declined', async ({ browser }) => {
    const [anna, ben] = await twoFriends(browser);
    await anna.callButton(ben, 'Voice').click();
    await expect(ben.ringOf(anna)).toBeVisible();
    await ben.page.reload();
    await expect(ben.ringOf(anna)).toBeVisible();
    await ben.ringOf(anna).getByRole('button', { name: 'Decline' }).click();
    await expect(ben.ringOf(anna)).toHaveCount(0, { timeout: 1_000 });
    await expect(anna.page.getByText(`${ben.username} declined.`)).toBeVisible();
    await part(anna, ben);
  });

  test('a caller who gives up leaves a missed call, from which one calls back', async ({ browser }) => {
    const [anna, ben] = await twoFriends(browser);
    await anna.callButton(ben).click();
    await expect(ben.ringOf(anna)).toBeVisible();
    await anna.leaveCallButton.or(anna.page.getByRole('button', { name: 'Cancel call' })).click();
    await expect(ben.ringOf(anna)).toHaveCount(0, { timeout: 1_000 });

    await ben.page.getByRole('navigation').getByRole('link', { name: anna.username }).click();
    await expect(ben.page.getByText('Missed video call').last()).toBeVisible();
    await ben.page.getByRole('button', { name: 'Call back' }).click();
    await anna.answer(ben);
    await expectFlowBetween(anna, ben);
    await part(anna, ben);
  });

  test('ringing stops within 10 s when the tab of the caller crashes', async ({ browser }) => {
    const [anna, ben] = await twoFriends(browser);
    await anna.callButton(ben).click();
    await expect(ben.ringOf(anna)).toBeVisible();
    const devtools = await anna.context.newCDPSession(anna.page);
    void devtools.send('Page.crash').catch(() => undefined); // the answer never comes: the page is dead
    await expect(ben.ringOf(anna)).toHaveCount(0, { timeout: 10_000 });
    await part(anna, ben);
  });

  test('two who call each other at once are in one call', async ({ browser }) => {
    const [anna, ben] = await twoFriends(browser);
    await Promise.all([anna.callButton(ben).click(), ben.callButton(anna).click()]);
    await expectFlowBetween(anna, ben);
    for (const person of [anna, ben]) {
      await expect(person.page.getByRole('alertdialog')).toHaveCount(0);
      expect(await openPeerConnections(person.page)).toBe(1);
    }
    await part(anna, ben);
  });

  test('a ring is heard from one tab of a browser, stands in the title, and is told by the system where the tab is hidden', async ({
    browser,
  }) => {
    const anna = await Person.arrive(browser, 'anna');
    const ben = await Person.arrive(browser, 'ben', {
      permissions: ['camera', 'microphone', 'notifications'],
    });
    const noticed = await Noticed.of(ben.context);
    for (const person of [anna, ben]) await person.signUp();
    await anna.befriend(ben);
    await ben.openCallLog();
    await ben.page
      .getByRole('switch', { name: 'Tell me of calls and messages while Parlour is hidden' })
      .click();
    const benAgain = await ben.anotherTab();
    await benAgain.page.goto('/');
    await benAgain.page.getByRole('heading', { name: 'Your rooms' }).click(); // browsers let a touched page sound
    await noticed.hide(benAgain.page);

    await anna.callButton(ben).click();
    for (const tab of [ben, benAgain]) {
      await expect(tab.ringOf(anna)).toBeVisible();
      await expect(tab.page).toHaveTitle(`${anna.username} is calling`);
    }
    await expect.poll(() => noticed.sounding([ben.page, benAgain.page])).toBe(1);
    await expect
      .poll(() => noticed.notifications(benAgain.page))
      .toEqual([{ title: `${anna.username} is calling`, closed: false }]);
    expect(await noticed.notifications(ben.page)).toEqual([]);

    await benAgain.ringOf(anna).getByRole('button', { name: 'Decline' }).click();
    await expect.poll(() => noticed.sounding([ben.page, benAgain.page])).toBe(0);
    expect(await noticed.notifications(benAgain.page)).toEqual([
      { title: `${anna.username} is calling`, closed: true },
    ]);
    for (const tab of [ben, benAgain]) await expect(tab.page).not.toHaveTitle(/is calling/);
    await part(anna, ben);
  });

  test('a friend is added to a call of two, and no media drops', async ({ browser }) => {
    const [anna, ben] = await twoFriends(browser);
    const cem = await Person.arrive(browser, 'cem');
    await cem.signUp();
    await cem.addFriend(anna);
    await anna.page.getByRole('navigation').getByRole('link', { name: 'Home' }).click();
    await anna.acceptFriend(cem);
    await anna.callButton(ben).click();
    await ben.answer(anna);
    await expectFlowBetween(anna, ben);
    const before = await Promise.all([
      inboundFrom(anna.page, ben.username),
      inboundFrom(ben.page, anna.username),
    ]);

    await anna.page.getByRole('button', { name: 'Add somebody' }).click();
    await anna.page.getByRole('button', { name: `Ring ${cem.username}` }).click();
    await anna.page.getByRole('button', { name: 'Done' }).click();
    await cem.answer(anna);
    await expectFlowBetween(cem, anna);
    await expectFlowBetween(cem, ben);
    await expectFlowBetween(anna, ben);
    const after = await Promise.all([
      inboundFrom(anna.page, ben.username),
      inboundFrom(ben.page, anna.username),
    ]);
    // The counts of one connection only ever rise: a new one would begin at nothing.
    before.forEach((inbound, index) =>
      expect(after[index]?.framesDecoded).toBeGreaterThan(inbound.framesDecoded),
    );
    for (const person of [anna, ben, cem]) expect(await openPeerConnections(person.page)).toBe(2);
    await part(anna, ben, cem);
  });
});
