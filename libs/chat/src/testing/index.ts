export { FakeChatServer } from './fake-chat-server';
export { FakeClock } from './fake-clock';
export { FakeConnection, type Fate, type Weather } from './fake-connection';
export { FakeBrowser, type FakeBrowserTab } from './fake-browser';
export { FakeTab } from './fake-tab';
export { OutboxWorld } from './outbox-world';
export { anna, ben, chatId, failure, messageOf, otherChatId, userOf } from './messages';
