import { Injectable, inject } from '@angular/core';
import { routes } from '@parlour/contracts';
import { relaysOf } from '@parlour/webrtc';
import { ApiClient } from '../../core/api/api-client';

/** Whether this server has a relay, so that calls can go by it alone. */
@Injectable({ providedIn: 'root' })
export class RelayOffer {
  private readonly api = inject(ApiClient);

  /** False where the server cannot be asked: nothing is promised then. */
  async exists(): Promise<boolean> {
    try {
      const { iceServers } = await this.api.call(routes.iceServers);
      return relaysOf(iceServers).length > 0;
    } catch {
      return false;
    }
  }
}
