/*
 * What the first page needs. Nothing here may import Material or the icon set: bundlers split code by file, so that
 * whatever this file reaches is loaded by everybody before they have signed in.
 */
export { BrandMark } from './brand/brand-mark';
export { Button, type ButtonVariant } from './button/button';
export { Notice } from './feedback/notice';
export { Control } from './field/control';
export { Field } from './field/field';
export { PasswordMeter } from './field/password-meter';
export { RevealButton } from './field/reveal-button';
