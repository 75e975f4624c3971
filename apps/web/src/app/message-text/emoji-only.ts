/** A wall of emoji is no exclamation. */
const maxEmoji = 8;
// By a string: `\p{RGI_Emoji}` takes the flag v, which the compiler would take apart into thousands of alternatives.
const emojiAndSpace = new RegExp('^(?:\\s*\\p{RGI_Emoji}\\s*){1,' + String(maxEmoji) + '}$', 'v');

/** A message that is nothing but a few emoji is shown large. */
export const isEmojiOnly = (text: string): boolean => text.length <= 200 && emojiAndSpace.test(text);
