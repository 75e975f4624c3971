import { Injectable } from '@nestjs/common';
import { limits } from '@parlour/contracts';
import { type FeedbackType, ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as german from '@zxcvbn-ts/language-de';
import * as english from '@zxcvbn-ts/language-en';
import type { Language } from '../http/language.js';

/**
 * zxcvbn's work grows with the square of the length, on the thread that serves everybody: 128 characters with its default
 * of 100 substitutions took 1.7 s, so much takes 40 ms at the most. What is hard to guess does not become easy by a longer rest.
 */
const window = 64;
const l33tMaxSubstitutions = 5;

/** Advice by the keys of zxcvbn-ts, which has the sentences in these languages. */
const languages = { en: english.translations, de: german.translations } as const satisfies Record<
  Language,
  unknown
>;

@Injectable()
export class PasswordStrength {
  private readonly zxcvbn = new ZxcvbnFactory({
    dictionary: {
      ...common.dictionary,
      ...english.dictionary,
      ...Object.fromEntries(Object.entries(german.dictionary).map(([name, words]) => [`${name}-de`, words])),
    },
    graphs: common.adjacencyGraphs,
    l33tMaxSubstitutions,
  });

  /**
   * Whether a password withstands guessing by somebody who knows `about`: the username, the e-mail address.
   * @returns null, or advice for choosing a better one: never empty.
   */
  adviceOn(password: string, about: readonly string[], language: Language = 'en'): readonly string[] | null {
    const known = about.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).concat('parlour');
    const first = this.zxcvbn.check(password.slice(0, window), known);
    if (first.score >= limits.passwordMinScore) return null;
    const isLonger = password.length > window;
    if (isLonger && this.zxcvbn.check(password.slice(-window), known).score >= limits.passwordMinScore)
      return null;
    return sentencesOf(first.feedback, language);
  }
}

function sentencesOf({ warning, suggestions }: FeedbackType, language: Language): string[] {
  const words = languages[language];
  const sentences = [
    ...(warning === null ? [] : [textOf(words.warnings, warning)]),
    ...suggestions.map((key) => textOf(words.suggestions, key)),
  ];
  return sentences.length > 0 ? sentences : [words.suggestions.anotherWord];
}

const textOf = (texts: Readonly<Record<string, string>>, key: string): string => texts[key] ?? key;
