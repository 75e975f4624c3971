import { type Status } from '@parlour/contracts';
import { type PresenceLook } from '@parlour/ui';

/** In the order in which one chooses among them. */
export const statuses = ['auto', 'dnd', 'invisible'] as const satisfies readonly Status[];

/** How each looks to others, while one is there. */
export const statusLooks: Readonly<Record<Status, PresenceLook>> = {
  auto: 'online',
  dnd: 'dnd',
  invisible: 'offline',
};
