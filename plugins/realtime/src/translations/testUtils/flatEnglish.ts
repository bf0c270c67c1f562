import { realtimeTranslationRef } from '../translationRef';

/** English words by their full name. */
export function flatEnglish(): Record<string, string> {
  // The ref keeps its messages flat under a private name; its public type hides them.
  const ref = realtimeTranslationRef as unknown as {
    getDefaultMessages(): Record<string, string>;
  };
  return ref.getDefaultMessages();
}
