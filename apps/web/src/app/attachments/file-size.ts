import { Injectable, Pipe, type PipeTransform, inject } from '@angular/core';
import { Language } from '../core/i18n/language';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** How much a file is, as people say it: `1.4 MB`. */
@Injectable({ providedIn: 'root' })
export class FileSizes {
  private readonly language = inject(Language);

  /** A signal read: follows the language. */
  of(bytes: number): string {
    const power = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), units.length - 1);
    return new Intl.NumberFormat(this.language.code(), {
      style: 'unit',
      unit: units[power] ?? 'byte',
      maximumFractionDigits: power > 1 ? 1 : 0,
    }).format(bytes / 1024 ** power);
  }
}

/** `{{ bytes | fileSize }}`. Not pure: it reads the language. */
@Pipe({ name: 'fileSize', pure: false })
export class FileSize implements PipeTransform {
  private readonly sizes = inject(FileSizes);

  transform(bytes: number): string {
    return this.sizes.of(bytes);
  }
}
