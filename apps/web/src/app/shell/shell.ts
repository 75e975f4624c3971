import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({ selector: 'parlour-shell', imports: [RouterOutlet], template: `<router-outlet />` })
export class Shell {}
