import { Component } from '@angular/core';

@Component({ selector: 'parlour-root', template: `<h1>Parlour</h1>` })
export class App {}
