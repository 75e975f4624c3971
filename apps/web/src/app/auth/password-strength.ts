import { Injectable } from '@angular/core';

export interface Strength {
  /** 0 to 4, as zxcvbn scores; the server asks for 3. */
  readonly score: number;
  /** Keys of advice: what is wrong first, then how to do better. */
  readonly advice: readonly string[];
}

export type JudgePassword = (password: string, about: readonly string[]) => Strength;

/** Judges passwords in the browser. The dictionaries are large, so they come when the first password is typed. */
@Injectable({ providedIn: 'root' })
export class PasswordStrength {
  private judge: Promise<JudgePassword> | null = null;

  /** `about`: what a guesser would try first, the username and the e-mail address. Rejects when it cannot be loaded. */
  async of(password: string, about: readonly string[]): Promise<Strength> {
    return (await this.load())(password, about);
  }

  /** Ahead of need. */
  prepare(): void {
    this.load().catch(() => undefined);
  }

  private load(): Promise<JudgePassword> {
    this.judge ??= import('./zxcvbn').then(({ judgePassword }) => judgePassword);
    this.judge.catch(() => (this.judge = null));
    return this.judge;
  }
}
