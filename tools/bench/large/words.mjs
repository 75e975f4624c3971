import { dictionary } from '@zxcvbn-ts/language-en';

/** Words as people use them: common ones often, most of them hardly ever. */
const words = dictionary['commonWords-en'].filter((word) => /^[a-z]{2,20}$/.test(word)).slice(0, 40_000);
const firstNames = dictionary['firstnames-en'];
const lastNames = dictionary['lastnames-en'].slice(0, 5_000);

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

/** 1 to 40 words, most of them few, in sentences. */
export function sentence(random) {
  const count = 1 + random.rank(40);
  let text = capital(words[random.rank(words.length)]);
  for (let at = 1; at < count; at += 1) text += ` ${words[random.rank(words.length)]}`;
  return text;
}

export const name = (random) => `${capital(random.pick(firstNames))} ${capital(random.pick(lastNames))}`;

export const title = (random) => `${capital(random.pick(words))} ${random.pick(words)}`;
