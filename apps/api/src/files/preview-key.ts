/** Under which key the preview of a picture is in the file store; the picture itself is there under its id. */
export const previewKeyOf = (attachmentId: string): string => `${attachmentId}.webp`;
