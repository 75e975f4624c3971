import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type PeerQuality, type SafetyCode, slots } from '@parlour/webrtc';
import { SafetyCodeView } from './safety-code-view';
import { StreamWords } from './stream-words';

/** How it goes with one of the others, in numbers, and the code of the connection. */
@Component({
  selector: 'parlour-peer-details',
  imports: [SafetyCodeView, TranslocoPipe],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (quality(); as now) {
      <dl>
        <div>
          <dt>{{ 'quality.connection' | transloco }}</dt>
          <dd>{{ 'quality.bars.' + now.bars | transloco }}</dd>
        </div>
        @if (now.route; as route) {
          <div>
            <dt>{{ 'quality.route.name' | transloco }}</dt>
            <dd [attr.data-route]="route">{{ 'quality.route.' + route | transloco }}</dd>
          </div>
        }
        @if (now.roundTripMs !== null) {
          <div>
            <dt>{{ 'quality.roundTrip' | transloco }}</dt>
            <dd>{{ streamWords.milliseconds(now.roundTripMs) }}</dd>
          </div>
        }
        @if (now.audioLoss !== null) {
          <div>
            <dt>{{ 'quality.loss' | transloco }}</dt>
            <dd>{{ streamWords.share(now.audioLoss) }}</dd>
          </div>
        }
      </dl>
      @if (now.limited; as reason) {
        <p class="hint">{{ 'quality.limited.' + reason | transloco }}</p>
      }
      @for (direction of directions(); track direction.name) {
        <section>
          <h4>{{ 'quality.' + direction.name | transloco }}</h4>
          @if (direction.streams.length > 0) {
            <dl>
              @for (stream of direction.streams; track stream.slot) {
                <div>
                  <dt>{{ 'quality.slots.' + stream.slot | transloco }}</dt>
                  <dd [attr.data-stream]="direction.name + ' ' + stream.slot">{{ stream.words }}</dd>
                </div>
              }
            </dl>
          } @else {
            <p class="hint">{{ 'quality.nothing' | transloco }}</p>
          }
        </section>
      }
    } @else {
      <p class="hint" role="status">{{ 'quality.unknown' | transloco }}</p>
    }
    <parlour-safety-code [code]="code()" [name]="name()" />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--space-4);
      padding: var(--space-1) 0 var(--space-5);
    }

    dl,
    h4,
    p {
      margin: 0;
    }

    section,
    dl {
      display: grid;
      gap: var(--space-1);
    }

    h4 {
      font: var(--text-label);
    }

    dl > div {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 var(--space-4);
    }

    dt,
    .hint {
      color: var(--color-ink-muted);
      font: var(--text-secondary);
    }

    dd {
      margin: 0;
      font: var(--text-secondary);
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class PeerDetails {
  protected readonly streamWords = inject(StreamWords);

  /** Undefined: nothing was read yet. */
  readonly quality = input.required<PeerQuality | undefined>();
  readonly code = input.required<SafetyCode>();
  readonly name = input.required<string>();

  /** What flows, in each direction. */
  protected readonly directions = computed(() => {
    const quality = this.quality();
    return (['inbound', 'outbound'] as const).map((name) => ({
      name,
      streams: slots.flatMap(({ name: slot }) => {
        const stream = quality?.[name][slot];
        return stream ? [{ slot, words: this.streamWords.of(stream) }] : [];
      }),
    }));
  });
}
