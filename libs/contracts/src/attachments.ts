import * as z from 'zod';
import { limits } from './limits.js';
import { charsIn, hasVisibleChar, id, isStorable } from './text.js';

/** By what is in it. Only a picture has a preview; video and audio are what browsers play. */
export const attachmentKind = z.enum(['image', 'video', 'audio', 'file']);
export type AttachmentKind = z.infer<typeof attachmentKind>;

/** A file of a message. Its id is random, and opens nothing to who may not read the chat. */
export const attachment = z.object({
  id,
  name: z.string(),
  kind: attachmentKind,
  /** By what is in it, `application/octet-stream` where that says nothing. */
  mediaType: z.string(),
  sizeBytes: z.number().int().positive(),
  /** The size of the preview in pixels, so that its place is known before it is there. */
  preview: z.object({ width: z.number().int().positive(), height: z.number().int().positive() }).nullable(),
});
export type Attachment = z.infer<typeof attachment>;

/** As the person sees it: no path, nothing that turns the direction of the text or hides. */
export const fileName = z
  .string()
  .refine(isStorable, { error: 'file_name_invalid', abort: true })
  .refine(
    (name) =>
      !/[\p{Cc}\p{Cf}\u2028\u2029/\\]/u.test(name) && hasVisibleChar(name) && !/^\.+$/.test(name.trim()),
    { error: 'file_name_invalid', abort: true },
  )
  .trim()
  .refine((name) => charsIn(name) <= limits.fileNameMaxChars, { error: 'file_name_invalid' })
  .meta({ minLength: 1, maxLength: limits.fileNameMaxChars }); // for the OpenAPI document

export const uploadQuery = z.object({ name: fileName });
export const attachmentParams = z.object({ attachmentId: id });
