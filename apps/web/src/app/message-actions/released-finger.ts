/** Between the end of a touch and the click that the browser makes of it. */
const clickFollowsWithinMs = 400;

/**
 * The finger that has opened something lies on it: lifting it must not press what has come to be below. Swallows that one
 * click, until there is another input.
 *
 * @returns what ends it.
 */
export function ignoreReleasedFinger(document: Document): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const end = (): void => ending.abort();
  const options = { capture: true, signal };
  document.addEventListener('pointerdown', end, options);
  document.addEventListener('keydown', end, options);
  document.addEventListener('pointerup', () => setTimeout(end, clickFollowsWithinMs), options);
  document.addEventListener(
    'click',
    (event) => {
      event.stopPropagation();
      event.preventDefault();
      end();
    },
    options,
  );
  return end;
}
