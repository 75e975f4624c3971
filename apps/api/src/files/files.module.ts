import { type DynamicModule, Module } from '@nestjs/common';
import { ChatsModule } from '../chats/chats.module.js';
import { AttachmentsRepository } from './attachments.repository.js';
import { DownloadsService } from './downloads.service.js';
import { FileBroom } from './file-broom.js';
import { FileStore } from './file-store.js';
import { FilesController } from './files.controller.js';
import { IncomingFiles } from './incoming-files.js';
import { PreviewMaker } from './preview-maker.js';
import { UploadsService } from './uploads.service.js';

/** Files of messages, over one `FileStore`. */
@Module({})
export class FilesModule {
  static forRoot(fileStore: FileStore): DynamicModule {
    return {
      module: FilesModule,
      imports: [ChatsModule],
      controllers: [FilesController],
      providers: [
        { provide: FileStore, useValue: fileStore },
        AttachmentsRepository,
        DownloadsService,
        FileBroom,
        IncomingFiles,
        PreviewMaker,
        UploadsService,
      ],
    };
  }
}
