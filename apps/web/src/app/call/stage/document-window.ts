import {
  ApplicationRef,
  DOCUMENT,
  EnvironmentInjector,
  Injectable,
  createComponent,
  inject,
} from '@angular/core';
import { SmallCall } from './small-call';
import { type SmallWindow } from './small-window';

/** https://wicg.github.io/document-picture-in-picture; not in lib.dom. */
interface DocumentPictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

const size = { width: 360, height: 280 };

/** A small window with a document of its own, in which a part of this page lives on. */
@Injectable({ providedIn: 'root' })
export class DocumentWindow {
  private readonly document = inject(DOCUMENT);
  private readonly application = inject(ApplicationRef);
  private readonly injector = inject(EnvironmentInjector);
  private readonly api = (
    this.document.defaultView as { documentPictureInPicture?: DocumentPictureInPicture } | null
  )?.documentPictureInPicture;

  readonly isOffered = this.api !== undefined;

  /** `closed`: by the person, or by the browser. */
  async open(closed: () => void): Promise<SmallWindow> {
    if (!this.api) throw new Error('This browser has no small windows with documents.');
    const window = await this.api.requestWindow(size);
    const styles = this.dress(window.document);
    const host = window.document.body.appendChild(window.document.createElement('div'));
    const content = createComponent(SmallCall, { environmentInjector: this.injector, hostElement: host });
    this.application.attachView(content.hostView);
    const back = content.instance.returned.subscribe(() => {
      this.document.defaultView?.focus();
      window.close();
    });
    window.addEventListener('pagehide', () => {
      back.unsubscribe();
      styles.disconnect();
      content.destroy();
      closed();
    });
    return { close: () => window.close() };
  }

  /** The styles of this page, also those that come with parts which are loaded later. */
  private dress(small: Document): MutationObserver {
    const { documentElement, head } = this.document;
    small.documentElement.lang = documentElement.lang;
    const { theme } = documentElement.dataset;
    if (theme !== undefined) small.documentElement.dataset['theme'] = theme;
    const take = (nodes: Iterable<Node>): void => {
      for (const node of nodes) if (isStyle(node)) small.head.append(node.cloneNode(true));
    };
    take(head.childNodes);
    const observer = new MutationObserver((changes) => {
      for (const { addedNodes } of changes) take(addedNodes);
    });
    observer.observe(head, { childList: true });
    return observer;
  }
}

const isStyle = (node: Node): boolean =>
  node instanceof HTMLStyleElement || (node instanceof HTMLLinkElement && node.rel === 'stylesheet');
