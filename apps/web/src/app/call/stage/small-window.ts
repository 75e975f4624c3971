/** A window of the call above all others. */
export interface SmallWindow {
  close(): void;
}
