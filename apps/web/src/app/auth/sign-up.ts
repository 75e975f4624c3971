import { Component } from '@angular/core';

@Component({ selector: 'parlour-sign-up', template: `` })
export class SignUp {}
