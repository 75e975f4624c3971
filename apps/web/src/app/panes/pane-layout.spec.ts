import { BreakpointObserver } from '@angular/cdk/layout';
import { TestBed } from '@angular/core/testing';
import { BehaviorSubject } from 'rxjs';
import { OngoingCall } from '../call/ongoing-call';
import { PaneLayout } from './pane-layout';

describe('what of a call and its panels is on the screen', () => {
  const width = new BehaviorSubject({ matches: false });

  const layoutOf = (wide: boolean): PaneLayout => {
    width.next({ matches: wide });
    TestBed.configureTestingModule({
      providers: [PaneLayout, { provide: BreakpointObserver, useValue: { observe: () => width } }],
    });
    return TestBed.inject(PaneLayout);
  };

  it('is one pane at a time where it is narrow, and the call again when its bar is pressed', () => {
    const layout = layoutOf(false);
    expect([layout.callShown(), layout.panelShown()]).toEqual([true, null]);
    layout.show('chat');
    expect([layout.callShown(), layout.panelShown()]).toEqual([false, 'chat']);
    TestBed.inject(OngoingCall).bringForward();
    expect([layout.callShown(), layout.panelShown()]).toEqual([true, null]);
  });

  it('is the call and a panel beside it where it is wide, which its button closes and opens', () => {
    const layout = layoutOf(true);
    expect([layout.callShown(), layout.panelShown()]).toEqual([true, 'chat']);
    layout.toggle('chat');
    expect(layout.panelShown()).toBeNull();
    layout.toggle('people');
    expect([layout.callShown(), layout.panelShown()]).toEqual([true, 'people']);
  });
});
