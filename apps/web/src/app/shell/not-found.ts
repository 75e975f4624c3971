import { Component } from '@angular/core';

@Component({ selector: 'parlour-not-found', template: `` })
export class NotFound {}
