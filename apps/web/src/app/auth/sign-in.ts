import { Component } from '@angular/core';

@Component({ selector: 'parlour-sign-in', template: `` })
export class SignIn {}
