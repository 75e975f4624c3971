import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type SafetyCode } from '@parlour/webrtc';
import { Notice } from '@parlour/ui';
import { Language } from '../../core/i18n/language';
import { loadSafetyWords } from './safety-words';

/** The code of the connection with somebody, to be compared with what they see. */
@Component({
  selector: 'parlour-safety-code',
  imports: [Notice, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h4>{{ 'quality.code.name' | transloco }}</h4>
    @if (symbols(); as symbols) {
      <ul class="code">
        @for (symbol of symbols; track $index) {
          <li>
            <span class="emoji" aria-hidden="true">{{ symbol.emoji }}</span>
            <span class="word">{{ symbol.word }}</span>
          </li>
        }
      </ul>
      <p class="hint">{{ 'quality.code.hint' | transloco: { name: name() } }}</p>
    } @else if (code().kind === 'broken') {
      <parlour-notice tone="danger">{{ 'quality.code.broken' | transloco: { name: name() } }}</parlour-notice>
    } @else {
      <p class="hint" role="status">{{ 'quality.code.pending' | transloco }}</p>
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

  readonly code = input.required<SafetyCode>();
  /** Theirs. */
  readonly name = input.required<string>();

  private readonly words = resource({
    params: () => this.language.code(),
    loader: ({ params: language }) => loadSafetyWords(language),
  });

  /** Null until there is a code, and the words for it. */
  protected readonly symbols = computed(() => {
    const code = this.code();
    if (code.kind !== 'agreed' || this.words.isLoading()) return null;
    const words = this.words.hasValue() ? this.words.value() : {};
    return code.symbols.map(({ emoji, name }) => ({ emoji, word: words[name] ?? name }));
  });
}
