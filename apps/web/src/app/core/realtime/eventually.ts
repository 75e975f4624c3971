export type Later = () => void;

/** Does a work now, or once more after the one that is under way, however often it is asked for meanwhile. */
export function eventually(work: () => Promise<void>): Later {
  let running = false;
  let askedAgain = false;
  const run = async () => {
    running = true;
    do {
      askedAgain = false;
      await work();
    } while (askedAgain);
    running = false;
  };
  return () => {
    if (running) askedAgain = true;
    else void run();
  };
}
