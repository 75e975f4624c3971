import { Component } from '@angular/core';

@Component({ selector: 'parlour-home', template: `` })
export class Home {}
