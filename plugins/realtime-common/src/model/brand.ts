/** A string that may not be swapped for another string of the same shape. @public */
export type Brand<T extends string> = string & { readonly __brand: T };
