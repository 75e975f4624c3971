import { Injectable, inject } from '@angular/core';
import { type StreamQuality } from '@parlour/webrtc';
import { Language } from '../../core/i18n/language';

/** Says in numbers how something flows, as the language of the page writes them. */
@Injectable({ providedIn: 'root' })
export class StreamWords {
  private readonly language = inject(Language);

  /** `960 × 540 · 24 fps · 830 kbit/s · VP8`, without what is not known. */
  of({ width, height, framesPerSecond, bitrate, codec }: StreamQuality): string {
    const size = width !== null && height !== null ? `${width} × ${height}` : null;
    const frames = framesPerSecond === null ? null : `${this.number(framesPerSecond)} fps`;
    return [size, frames, this.bitrate(bitrate), codec].filter((part) => part !== null).join(' · ');
  }

  milliseconds(duration: number): string {
    return this.number(duration, { style: 'unit', unit: 'millisecond', unitDisplay: 'short' });
  }

  share(part: number): string {
    return this.number(part, { style: 'percent', maximumFractionDigits: 1 });
  }

  /** `bitsPerSecond` → `830 kbit/s`. */
  private bitrate(bitsPerSecond: number): string {
    const large = bitsPerSecond >= 1_000_000;
    const value = bitsPerSecond / (large ? 1_000_000 : 1_000);
    return `${this.number(value, { maximumFractionDigits: large ? 1 : 0 })} ${large ? 'Mbit/s' : 'kbit/s'}`;
  }

  private number(value: number, options: Intl.NumberFormatOptions = { maximumFractionDigits: 0 }): string {
    return new Intl.NumberFormat(this.language.code(), options).format(value);
  }
}
