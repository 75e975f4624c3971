import { Injectable, inject } from '@angular/core';
import { type ServerSettings, limits, routes } from '@parlour/contracts';
import { ApiClient } from './api-client';

const usual: ServerSettings = { attachmentMaxBytes: limits.attachmentMaxBytes };

/** What the operator of the server has set; asked for once. */
@Injectable({ providedIn: 'root' })
export class Settings {
  private readonly api = inject(ApiClient);
  private reading: Promise<ServerSettings> | null = null;

  /** The usual where the server cannot be asked: it judges by its own in any case. */
  read(): Promise<ServerSettings> {
    this.reading ??= this.api.call(routes.serverSettings).catch(() => {
      this.reading = null;
      return usual;
    });
    return this.reading;
  }
}
