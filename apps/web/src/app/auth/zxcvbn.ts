import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import * as common from '@zxcvbn-ts/language-common';
import * as german from '@zxcvbn-ts/language-de';
import * as english from '@zxcvbn-ts/language-en';
import { type JudgePassword } from './password-strength';

const zxcvbn = new ZxcvbnFactory({
  graphs: common.adjacencyGraphs,
  dictionary: { ...common.dictionary, ...english.dictionary, ...german.dictionary },
});

/** Without translations of its own zxcvbn answers with keys; the words are in ours. */
export const judgePassword: JudgePassword = (password, about) => {
  const { score, feedback } = zxcvbn.check(password, [...about]);
  return {
    score,
    advice: [feedback.warning, ...feedback.suggestions].filter((key): key is string => Boolean(key)),
  };
};
