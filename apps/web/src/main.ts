import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app.js';

void bootstrapApplication(App);
