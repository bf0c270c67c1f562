/** What was taken of the answers about one topic, by partition; holes where it was not answered. */
export interface TopicValues<T> {
  topic: string;
  values: T[];
}
