import { ChangeDetectionStrategy, Component, inject, input, resource } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Fingerprints, safetyCode } from '@parlour/webrtc';
import { Language } from '../../core/i18n/language';
import { loadSafetyWords } from './safety-words';

/** The code of the connection with somebody, to be compared with what they see. */
@Component({
  selector: 'parlour-safety-code',
  imports: [TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h4>{{ 'quality.code.name' | transloco }}</h4>
    @if (!fingerprints()) {
      <p class="hint">{{ 'quality.code.none' | transloco }}</p>
    } @else if (code.hasValue()) {
      <ul class="code">
        @for (symbol of code.value(); track $index) {
          <li>
            <span class="emoji" aria-hidden="true">{{ symbol.emoji }}</span>
            <span class="word">{{ symbol.word }}</span>
          </li>
        }
      </ul>
      <p class="hint">{{ 'quality.code.hint' | transloco: { name: name() } }}</p>
    } @else if (code.error()) {
      <p class="hint">{{ 'quality.code.failed' | transloco }}</p>
    } @else {
      <p class="hint" role="status">{{ 'quality.code.making' | transloco }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-2);
    }

    h4 {
      margin: 0;
      font: var(--text-label);
    }

    .code {
      display: grid;
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: var(--space-2);
      margin: 0;
      padding: var(--space-3) var(--space-2);
      border-radius: var(--radius-control);
      background: var(--color-sunken);
      list-style: none;
    }

    li {
      display: grid;
      justify-items: center;
      gap: 4px;
      min-width: 0;
    }

    .emoji {
      font-size: 1.75rem;
      line-height: 2.25rem;
    }

    .word {
      max-width: 100%;
      font: var(--text-small);
      text-align: center;
      overflow-wrap: anywhere;
    }

    .hint {
      margin: 0;
      color: var(--color-ink-muted);
      font: var(--text-secondary);
    }
  `,
})
export class SafetyCodeView {
  private readonly language = inject(Language);

  /** Null while nothing is agreed on: there is no code then. */
  readonly fingerprints = input.required<Fingerprints | null>();
  /** Theirs. */
  readonly name = input.required<string>();

  protected readonly code = resource({
    params: () => {
      const fingerprints = this.fingerprints();
      return fingerprints ? { fingerprints, language: this.language.code() } : undefined;
    },
    loader: async ({ params: { fingerprints, language } }) => {
      const [symbols, words] = await Promise.all([safetyCode(fingerprints), loadSafetyWords(language)]);
      return symbols.map(({ emoji, name }) => ({ emoji, word: words[name] ?? name }));
    },
  });
}
