import { type User } from '@parlour/contracts';

/*
 * What a message can be made of: nothing else is ever shown. There is no raw HTML in it, no picture, no address but of the
 * three kinds that `safe-link.ts` lets through.
 */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'link';
      readonly href: string;
      /** Where it leads, if its words do not say it themselves. */
      readonly title: string | null;
      readonly children: readonly Inline[];
    }
  | { readonly kind: 'check'; readonly checked: boolean }
  | { readonly kind: 'mention'; readonly user: User }
  | { readonly kind: 'everybody' };

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list';
      /** The number of its first item; null where they have none. */
      readonly start: number | null;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'rule' };

export const paragraph = (text: string): Block => ({ kind: 'paragraph', children: [{ kind: 'text', text }] });
