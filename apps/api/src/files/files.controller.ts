import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import { type Attachment, type attachmentParams, routes } from '@parlour/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { CurrentUser } from '../auth/current-user.js';
import { Route } from '../http/route.js';
import { UploadStream } from '../http/upload.js';
import { DownloadsService } from './downloads.service.js';
import { sendFile } from './send-file.js';
import { UploadsService } from './uploads.service.js';

const { uploadAttachment, discardAttachment, attachment, attachmentPreview } = routes;

@Controller()
export class FilesController {
  constructor(
    private readonly uploads: UploadsService,
    private readonly downloads: DownloadsService,
  ) {}

  @Route(uploadAttachment)
  upload(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: uploadAttachment.params }) { chatId }: z.output<typeof uploadAttachment.params>,
    @Query({ schema: uploadAttachment.query }) { name }: z.output<typeof uploadAttachment.query>,
    @UploadStream() body: IncomingMessage,
  ): Promise<Attachment> {
    return this.uploads.upload({ userId: user.id, chatId, name }, body);
  }

  @Route(discardAttachment)
  discard(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: discardAttachment.params }) { attachmentId }: z.output<typeof attachmentParams>,
  ): Promise<void> {
    return this.uploads.discard(user.id, attachmentId);
  }

  @Route(attachment)
  async file(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: attachment.params }) { attachmentId }: z.output<typeof attachmentParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.downloads.find(user.id, attachmentId);
    const { id, name, kind, mediaType, sizeBytes } = found;
    const isShown = kind !== 'file';
    await sendFile(request, reply, {
      tag: id,
      name,
      isShown,
      mediaType: isShown ? mediaType : attachment.produces,
      sizeBytes,
      read: (range) => this.downloads.read(found, range),
    });
  }

  @Route(attachmentPreview)
  async preview(
    @CurrentUser() user: CurrentUser,
    @Param({ schema: attachmentPreview.params }) { attachmentId }: z.output<typeof attachmentParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.downloads.find(user.id, attachmentId);
    await sendFile(request, reply, {
      tag: `${found.id}-preview`,
      name: `${found.name}.webp`,
      isShown: true,
      mediaType: attachmentPreview.produces,
      sizeBytes: null,
      read: () => this.downloads.readPreview(found),
    });
  }
}
