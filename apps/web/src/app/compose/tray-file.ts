import { type Attachment, fileName } from '@parlour/contracts';
import { type ApiFailure } from '../core/api/api-failure';

/**
 * A file on its way into a message:
 *
 * waiting ──▶ uploading ──▶ done
 *    ▲  └──────────┴─▶ failed (too large, refused, out of reach)
 *    └──── retry ─────────┘
 */
export type TrayState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'uploading'; readonly share: number }
  | { readonly kind: 'done'; readonly attachment: Attachment }
  | { readonly kind: 'failed'; readonly failure: ApiFailure; readonly canRetry: boolean };

export interface TrayFile {
  readonly key: number;
  readonly chatId: string;
  readonly file: Blob;
  /** As it will be sent. */
  readonly name: string;
  /** Shows it in this tab, where it is a picture that the browser knows. */
  readonly thumbnail: string | null;
  readonly state: TrayState;
}

const shownTypes: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];
export const canShow = ({ type }: Blob): boolean => shownTypes.includes(type);

/** A name that the server takes: without what hides or turns around, and no longer than it may be. Its ending stays. */
export function nameToSend(file: Blob & { readonly name?: string }): string {
  const cleaned = (file.name ?? '')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029/\\]/gu, '')
    .toWellFormed()
    .trim();
  const ending = /\.[^.]{1,10}$/.exec(cleaned)?.[0] ?? '';
  const shortened = [...cleaned.slice(0, cleaned.length - ending.length)].slice(0, 100).join('') + ending;
  return fileName.safeParse(shortened).success ? shortened : `file${/^\.\w+$/.test(ending) ? ending : ''}`;
}
