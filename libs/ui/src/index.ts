export * from './essentials';
export { Avatar } from './avatar/avatar';
export { avatarColor, initials } from './avatar/avatar-look';
export { type Face, Faces } from './avatar/faces';
export { PresenceDot, type PresenceLook } from './avatar/presence-dot';
export { IconButton } from './button/icon-button';
export { DialogFrame } from './dialog/dialog-frame';
export { EmptyState } from './feedback/empty-state';
export { Progress } from './feedback/progress';
export { Skeleton } from './feedback/skeleton';
export { StatusBar } from './feedback/status-bar';
export { type Choice, Choices } from './field/choices';
export { Switch } from './field/switch';
export { CallButton } from './call/call-button';
export { LevelMeter } from './call/level-meter';
export { PlayStream } from './call/play-stream';
export { Stage } from './call/stage';
export { Tile, type TileWords } from './call/tile';
export { Composer, type ComposerWords } from './chat/composer';
export { DayDivider } from './chat/day-divider';
export { CallNote, type CallNoteLine, type CallNoteLook } from './chat/call-note';
export { CountBadge } from './chat/count-badge';
export {
  type MessageAuthor,
  type MessageDelivery,
  MessageGroup,
  type MessageLine,
} from './chat/message-group';
