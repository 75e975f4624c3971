import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The hexadecimal value of a colour token by day and by night. */
function token(name: string): { light: string; dark: string } {
  const value = new RegExp(`--color-${name}:\\s*([^;]+);`).exec(css)?.[1] ?? '';
  const [first, second] = value.match(/#[0-9a-f]{6}/g) ?? [];
  if (!first) throw new Error(`There is no colour --color-${name}`);
  return { light: first, dark: second ?? first };
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 1.4.3: text; 1.4.11: the parts of a control that must be told apart. */
const textRatio = 4.5;
const controlRatio = 3;

const grounds = ['paper', 'sunken', 'raised'];
const on = (ground: string, ...inks: string[]) => inks.map((ink): [string, string] => [ink, ground]);

const texts: [string, string][] = [
  ...grounds.flatMap((ground) => on(ground, 'ink', 'ink-muted', 'accent', 'danger', 'success')),
  ...on('sunken', ...['keyword', 'string', 'number', 'title', 'type'].map((part) => `code-${part}`)),
  ...on('paper', 'warning'),
  ...on('raised', 'warning'),
  ...on('hover', 'ink', 'ink-muted', 'accent'),
  ...on('accent', 'on-accent'),
  ...on('accent-strong', 'on-accent'),
  ...on('accent-soft', 'on-accent-soft', 'ink'),
  ...on('live', 'on-live'),
  ...on('live-strong', 'on-live'),
  ...on('danger-soft', 'danger'),
  ...on('warning-soft', 'on-warning-soft'),
  ...on('stage', 'on-stage', 'on-stage-muted'),
  ...on('stage-raised', 'on-stage', 'on-stage-muted'),
  ...on('tooltip', 'on-tooltip'),
  ...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((number) => on(`avatar-${number}`, 'on-avatar')),
];

const controls: [string, string][] = [
  ...grounds.flatMap((ground) => on(ground, 'edge', 'accent', 'speaking', 'danger')),
  ...on('raised', 'live'),
  // The bar of "do not disturb" and the ring of "offline" are holes: the ground shows in them.
  ...[...grounds, 'hover', 'accent-soft'].flatMap((ground) =>
    on(ground, ...['online', 'away', 'in-call', 'dnd', 'offline'].map((state) => `presence-${state}`)),
  ),
  ...on('stage', 'speaking-on-stage'),
  ...on('stage-raised', 'speaking-on-stage'),
];

describe.each(['light', 'dark'] as const)('by the %s theme', (theme) => {
  test.each(texts)('text in %s can be read on %s', (ink, ground) => {
    expect(contrast(token(ink)[theme], token(ground)[theme])).toBeGreaterThanOrEqual(textRatio);
  });

  test.each(controls)('%s can be told from %s', (part, ground) => {
    expect(contrast(token(part)[theme], token(ground)[theme])).toBeGreaterThanOrEqual(controlRatio);
  });
});

test('the reckoning is that of WCAG: black on white is 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
