import type { Language } from '../http/language.js';
import type { Mail } from '../mail/mailer.js';

/** Whom a mail is for. */
export interface Addressee {
  readonly email: string;
  readonly username: string;
}

type Text = readonly [subject: string, ...paragraphs: string[]];

/** `link` works once, for half an hour. */
export const passwordResetMail = (to: Addressee, link: string, language: Language): Mail =>
  mailOf(to, language, {
    en: [
      'A new password for Parlour',
      `Hello ${to.username},`,
      'somebody, hopefully you, has asked for a new password for your account on Parlour. With this link you set it:',
      link,
      'It works once, for 30 minutes. If it was not you, you need not do anything: your password stays as it is.',
    ],
    de: [
      'Ein neues Passwort für Parlour',
      `Hallo ${to.username},`,
      'jemand, hoffentlich du, hat ein neues Passwort für dein Konto bei Parlour verlangt. Mit diesem Link legst du es fest:',
      link,
      'Er gilt einmal und 30 Minuten lang. Warst du es nicht, musst du nichts tun: Dein Passwort bleibt, wie es ist.',
    ],
  });

export const passwordChangedMail = (to: Addressee, language: Language): Mail =>
  mailOf(to, language, {
    en: [
      'Your password for Parlour was changed',
      `Hello ${to.username},`,
      'the password of your account on Parlour was changed just now, and every other browser was logged out.',
      'If it was not you, ask for a new password at once ("Forgot your password?" where you sign in).',
    ],
    de: [
      'Dein Passwort für Parlour wurde geändert',
      `Hallo ${to.username},`,
      'das Passwort deines Kontos bei Parlour wurde soeben geändert, und jeder andere Browser wurde abgemeldet.',
      'Warst du es nicht, verlange sofort ein neues Passwort („Passwort vergessen?“ bei der Anmeldung).',
    ],
  });

/** To the old address: the owner of that one would not hear of it otherwise. */
export const emailChangedMail = (to: Addressee, language: Language): Mail =>
  mailOf(to, language, {
    en: [
      'Your e-mail address for Parlour was changed',
      `Hello ${to.username},`,
      'your account on Parlour has another e-mail address from now on. Nothing comes to this one any more.',
      'If it was not you, somebody knows your password: change it at once, or ask the people who run the server.',
    ],
    de: [
      'Deine E-Mail-Adresse für Parlour wurde geändert',
      `Hallo ${to.username},`,
      'dein Konto bei Parlour hat ab jetzt eine andere E-Mail-Adresse. An diese hier kommt nichts mehr.',
      'Warst du es nicht, kennt jemand dein Passwort: Ändere es sofort, oder frage die Betreiber des Servers.',
    ],
  });

function mailOf({ email }: Addressee, language: Language, texts: Readonly<Record<Language, Text>>): Mail {
  const [subject, ...paragraphs] = texts[language];
  return { to: email, subject, text: `${paragraphs.join('\n\n')}\n` };
}
