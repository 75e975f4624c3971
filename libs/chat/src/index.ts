export { type Behavior } from './behavior';
export { systemClock } from './clock';
export {
  Conversation,
  type ConversationDependencies,
  type ConversationState,
  type PageState,
  type SentMessages,
} from './conversation/conversation';
export { newClientMessageId } from './outbox/client-message-id';
export { OutboxQueue, type OutboxDependencies } from './outbox/outbox-queue';
export { type NewMessage, type OutgoingMessage } from './outbox/outgoing';
export * from './ports';
export { quoteOf } from './timeline/quote';
export { type Timeline, firstSeq, lastSeq, windowMaxMessages } from './timeline/timeline';
