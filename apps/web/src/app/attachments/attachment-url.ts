import { type Attachment, routeUrl, routes } from '@parlour/contracts';

/** Where a file is; the browser brings the cookie that opens it. */
export const attachmentUrl = ({ id }: Pick<Attachment, 'id'>): string =>
  routeUrl(routes.attachment, { attachmentId: id });
export const previewUrl = ({ id }: Pick<Attachment, 'id'>): string =>
  routeUrl(routes.attachmentPreview, { attachmentId: id });
