/** German sentences of checks. */
export const germanSentences: Record<string, string> = {};
