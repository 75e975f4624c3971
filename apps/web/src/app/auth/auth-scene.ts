import { Component } from '@angular/core';

/** A row of doorways with people in them: what the product is, before a word is read. */
@Component({
  selector: 'parlour-auth-scene',
  templateUrl: './auth-scene.svg',
  styleUrl: './auth-scene.css',
  host: { 'aria-hidden': 'true' },
})
export class AuthScene {}
