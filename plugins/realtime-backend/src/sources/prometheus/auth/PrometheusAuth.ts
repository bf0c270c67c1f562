/** A request as it will be sent, for those who sign it. */
export interface OutgoingRequest {
  method: 'GET' | 'POST';
  url: URL;
  /** In lower case. */
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/**
 * One way to prove who asks. Whoever asks for metrics is this backend, never
 * the user: rights of users are checked before.
 */
export interface PrometheusAuth {
  /**
   * Headers to add. Errors: any; the request then counts as `unauthenticated`
   * without its words, which may hold secrets.
   */
  authorise(
    request: OutgoingRequest,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, string>>>;
  /**
   * The last headers were answered with 401. True when new ones may do better:
   * a token that was kept is forgotten and the request is sent once more.
   */
  refused(): boolean;
}
