/** In px: of a message, and of what a log shows of them. */
const lineHeight = 20;
const logHeight = 400;

const scrolled = new WeakMap<Element, number>();
const isLog = (element: Element): boolean => element.getAttribute('role') === 'log';
/** A live list, which costs nothing to ask for again. */
const linesOf = (log: Element) => log.getElementsByTagName('parlour-message-row');
const isLine = (element: Element): boolean => element.hasAttribute('data-key');
const heightOf = (log: Element): number => Math.max(logHeight, linesOf(log).length * lineHeight);

/** What is no message itself stands right above the next one. */
function topOf(element: Element): number {
  const log = element.closest('[role=log]');
  if (!log || isLog(element)) return 0;
  const lines = [...linesOf(log)];
  const index = isLine(element)
    ? lines.indexOf(element)
    : lines.findIndex((line) => element.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING);
  return index * lineHeight - (scrolled.get(log) ?? 0);
}

const layout: Readonly<Record<string, PropertyDescriptor>> = {
  clientHeight: { get: getter((element) => (isLog(element) ? logHeight : 0)) },
  scrollHeight: { get: getter((element) => (isLog(element) ? heightOf(element) : 0)) },
  offsetHeight: { get: getter((element) => (isLine(element) ? lineHeight : 0)) },
  scrollTop: {
    get: getter((element) => scrolled.get(element) ?? 0),
    set(this: Element, top: number) {
      const most = isLog(this) ? heightOf(this) - logHeight : 0;
      scrolled.set(this, Math.min(Math.max(top, 0), most));
    },
  },
  getBoundingClientRect: {
    value(this: Element) {
      return { top: topOf(this) };
    },
  },
};

function getter<T>(of: (element: Element) => T): (this: Element) => T {
  return function (this: Element) {
    return of(this);
  };
}

/** jsdom lays nothing out. Here each message takes its place, and the log shows twenty of them. */
export function layOutLogs(): void {
  beforeEach(() => {
    for (const [name, property] of Object.entries(layout))
      Object.defineProperty(HTMLElement.prototype, name, { configurable: true, ...property });
  });
  afterEach(() => {
    for (const name of Object.keys(layout)) Reflect.deleteProperty(HTMLElement.prototype, name);
  });
}

/** As somebody does with the wheel. */
export function scrollTo(log: Element, top: number): void {
  log.scrollTop = top;
  log.dispatchEvent(new Event('scroll'));
}
