import { DOCUMENT, Injectable, inject } from '@angular/core';

/** Small choices that this browser keeps. Where storage is blocked they last as long as the page. */
@Injectable({ providedIn: 'root' })
export class Preferences {
  private readonly window = inject(DOCUMENT).defaultView;

  /** The kept value, if it is one of those that make sense. */
  read<T extends string>(name: string, allowed: readonly T[]): T | null {
    const value = this.readText(name);
    return allowed.find((candidate) => candidate === value) ?? null;
  }

  /** The kept value, whatever it is: for what has no fixed values, as the id of a device. */
  readText(name: string): string | null {
    try {
      return this.window?.localStorage.getItem(`parlour.${name}`) ?? null;
    } catch {
      return null;
    }
  }

  write(name: string, value: string): void {
    try {
      this.window?.localStorage.setItem(`parlour.${name}`, value);
    } catch {
      // storage is blocked
    }
  }
}
