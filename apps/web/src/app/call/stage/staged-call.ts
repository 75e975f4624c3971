import { type Signal, linkedSignal } from '@angular/core';
import { type LiveCall } from '../live-call';

/**
 * The call as there is a stage for it: for somebody who gets in, once there is one of the others to be seen. What is on the
 * stage stays there, and so does what stood when this page was opened.
 */
export function stagedCall(call: Signal<LiveCall | null>): Signal<LiveCall | null> {
  return linkedSignal<{ current: LiveCall | null; due: boolean }, LiveCall | null>({
    source: () => {
      const current = call();
      return { current, due: current === null || isDue(current) };
    },
    computation: ({ current, due }, shown) => (due || !shown || shown.value === current ? current : null),
  }).asReadonly();
}

const isDue = (call: LiveCall): boolean => call.others().length === 0 || call.onStage().length > 0;
