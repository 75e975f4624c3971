/** `People Friend requests: 1`: what is heard of an element, without what is for the eyes only. */
export function heard(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const silent of copy.querySelectorAll('[aria-hidden]')) silent.remove();
  return copy.innerHTML
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
