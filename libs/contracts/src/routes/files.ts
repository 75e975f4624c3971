import { attachment, attachmentParams, uploadQuery } from '../attachments.js';
import { limits } from '../limits.js';
import { chatParams } from '../messages.js';
import { route } from './route.js';

export const fileRoutes = {
  uploadAttachment: route({
    method: 'POST',
    path: '/api/chats/:chatId/attachments',
    summary: 'A file for a message that I am about to send. Without a message it is removed after a day',
    tag: 'files',
    auth: 'bearer',
    params: chatParams,
    query: uploadQuery,
    upload: { types: ['application/octet-stream'], maxBytes: limits.attachmentMaxBytes, streamed: true },
    status: 201,
    response: attachment,
    errors: [
      'invalid_input',
      'file_empty',
      'file_name_invalid',
      'file_mismatch',
      'image_too_large',
      'upload_incomplete',
      'chat_not_found',
      'not_friends',
      'person_blocked',
      'chat_archived',
      'rate_limited',
    ],
  }),
  discardAttachment: route({
    method: 'DELETE',
    path: '/api/attachments/:attachmentId',
    summary: 'A file of mine that no message has taken',
    tag: 'files',
    auth: 'bearer',
    params: attachmentParams,
    status: 204,
    errors: ['invalid_input', 'attachment_not_found'],
  }),
  attachment: route({
    method: 'GET',
    path: '/api/attachments/:attachmentId',
    summary:
      'A file, whole or a range of it, for those who may read its chat. As a download, unless it is a picture, video or audio',
    tag: 'files',
    auth: 'file',
    params: attachmentParams,
    produces: 'application/octet-stream',
    ranges: true,
    status: 200,
    errors: ['invalid_input', 'attachment_not_found'],
  }),
  attachmentPreview: route({
    method: 'GET',
    path: '/api/attachments/:attachmentId/preview',
    summary: 'The preview of a picture, made anew',
    tag: 'files',
    auth: 'file',
    params: attachmentParams,
    produces: 'image/webp',
    status: 200,
    errors: ['invalid_input', 'attachment_not_found'],
  }),
} as const;
